"""Typed category theory for tiny machine learning."""
