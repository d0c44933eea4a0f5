"""Who did what to others' data or to the service: written explicitly, append-only, sealed into a hash chain."""
