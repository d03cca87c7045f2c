"""The report: one page of a whole class, which needs nothing but itself."""
