"""Counting: reach and completion by organisation, staff group and month. Writes nothing but its counts."""
