"""What a learner types, one file a command or a family of them."""
