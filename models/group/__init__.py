"""The group around the day: its men, their routes, what is owed and who may lead."""
