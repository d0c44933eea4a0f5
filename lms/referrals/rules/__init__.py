"""What may be shown of a service, where it counts as being, and who it may be that somebody needs help with. Pure."""
