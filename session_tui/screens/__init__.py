"""What people see: one folder a screen, its widgets beside it."""
