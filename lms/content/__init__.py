"""What a course is, as text: its shape, how it is read, what is wrong with it and how it is drawn. Pure."""
