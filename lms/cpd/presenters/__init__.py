"""One's own record in words."""
