"""The note form."""
