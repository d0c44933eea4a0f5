"""Studying: my learning, a module's pages, its cases, its questions and the result."""
