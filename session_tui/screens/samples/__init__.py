"""Samples for clinical audit: what an auditor from outside the team may read, for a time."""
