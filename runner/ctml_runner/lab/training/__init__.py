"""Training at the terminal: what is learned from, who learns, and what is told meanwhile."""
