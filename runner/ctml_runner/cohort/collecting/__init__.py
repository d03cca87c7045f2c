"""Gathering what learners sent, in whatever form, without trusting any of it.

Nothing is imported here: what reads a repository is a process of its own, and begins sooner so.
"""
