"""What the demo is made of, worked out from its tables and a seed. Pure: nothing here knows of a database."""
