"""A clarity report: what was unclear, drafted from the journal, told by the learner."""
