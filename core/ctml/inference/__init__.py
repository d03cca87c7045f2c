"""From scores to text: sampling, and a cache that is a type."""
