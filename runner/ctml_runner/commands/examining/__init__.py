"""What ``ctml doctor`` looks at: one file a part, each answering with findings."""
