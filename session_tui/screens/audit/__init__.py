"""The operational audit on the screen."""
