"""HTTP plumbing that any room may use: it knows no room."""
