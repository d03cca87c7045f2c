"""Feedback: a page for each learner, in Markdown; about nobody else, and about no hidden input."""
