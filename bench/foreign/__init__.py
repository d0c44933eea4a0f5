"""`./run foreign FOLDER`: what becomes of text that nobody wrote for us."""
