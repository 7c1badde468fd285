"""The close screen."""
