"""Questions asked of the counts and, for those who manage an organisation, of its people."""
