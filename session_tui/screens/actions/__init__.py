"""The screen of what is to be done."""
