"""The trail: who looked at what, changed it, took it out."""
