"""The rules of an account, one noun a file. Pure."""
