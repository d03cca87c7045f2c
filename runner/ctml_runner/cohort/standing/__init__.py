"""Where everybody stands: a value first, made of plan, journals and marks; then drawn."""
