"""What trains and talks: the core's models at the terminal."""
