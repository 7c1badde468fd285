"""A man's thread."""
