"""The hub: which this laptop keeps to, and how they stand."""
