"""Chat: talking with a trained model, and seeing what it chooses from."""
