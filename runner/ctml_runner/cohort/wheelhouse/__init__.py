"""The wheelhouse: a folder from which ctml is installed where there is no network."""
