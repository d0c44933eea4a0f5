"""What a record may hold, how it is sealed, and what each regulator asks for."""
