"""A man's lifestyle management plan."""
