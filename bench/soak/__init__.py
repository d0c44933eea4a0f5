"""`./run soak`: kills, restarts, locks and full disks under load, and then a reckoning of every acknowledgement."""
