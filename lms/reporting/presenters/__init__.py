"""Counts and names as pages show them. Pure."""
