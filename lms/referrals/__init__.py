"""Where to turn: the page for staff who need help themselves. Nothing here knows who is asking."""
