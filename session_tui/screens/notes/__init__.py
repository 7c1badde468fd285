"""The screen of the day's notes."""
