"""The screen of work between sessions."""
