"""What to say about a verdict: explanations, misconceptions, hints, the session."""
