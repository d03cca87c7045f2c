"""What is seen: plain lines and JSON."""
