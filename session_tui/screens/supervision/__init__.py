"""Supervision of staff: who is due, what was held, viewed and scored, the next meeting's page."""
