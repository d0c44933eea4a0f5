"""A record as a PDF: A4, tagged, drawn when it is asked for by a process that then ends. Nothing of it is stored."""
