"""Writing the demo: everything but the five accounts in one transaction, so that a load that is cut short left nothing
and starts again cleanly."""
