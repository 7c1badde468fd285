"""Invented groups and their days, played into a home through the real journal."""
