"""What a certificate is, apart from any database: its number, its name, what it prints, what a check may answer."""
