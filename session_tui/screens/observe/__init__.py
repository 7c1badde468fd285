"""The observe screen."""
