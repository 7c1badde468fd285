"""Adding a member of staff."""
