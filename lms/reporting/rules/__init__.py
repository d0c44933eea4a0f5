"""What is counted, where it is counted, when, and what of it may be shown. Pure."""
