"""Many learners: hand out, collect, grade, report, export."""
