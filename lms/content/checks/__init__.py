"""What can be wrong with a course that could be read: one file for each sort of fault."""
