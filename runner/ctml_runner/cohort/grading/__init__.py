"""Grading: what was collected is judged in a sandbox, by as many graders as there are cores."""
