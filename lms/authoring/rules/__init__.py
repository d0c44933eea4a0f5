"""What writing a course means, without a database: a file's bytes, who may approve what, what a change comes to."""
