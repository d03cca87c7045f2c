"""What an instructor types for a cohort, one file a command."""
