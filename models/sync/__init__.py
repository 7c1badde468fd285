"""Sync: what two laptops wrote comes together through a hub that can read nothing of it."""
