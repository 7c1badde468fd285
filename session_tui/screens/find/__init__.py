"""The screen that finds notes of all sessions."""
