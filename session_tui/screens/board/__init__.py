"""The block board: all days of a block side by side."""
