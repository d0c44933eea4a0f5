"""What people do to their own record. Nothing of it is audited: it is theirs, and nobody else's to look into."""
