"""The describe screen."""
