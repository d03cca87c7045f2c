"""Language models, from counted pairs to a transformer, behind one interface."""
