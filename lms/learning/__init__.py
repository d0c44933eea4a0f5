"""Studying: my learning, a module's pages, its questions and the result."""
