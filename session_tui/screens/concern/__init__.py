"""The concern screen."""
