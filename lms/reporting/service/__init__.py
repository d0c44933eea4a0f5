"""Taking counts, checking them, and reading lists that name people."""
