"""What the fixtures are made of: real databases, a real mail server, a real browser."""
