"""The live screen: one view, folded from messages, and a terminal on which it is drawn."""
