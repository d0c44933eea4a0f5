"""Studying: my learning, pages, cases, questions and the result; finding, keeping and printing pages; reports."""
