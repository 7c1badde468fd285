"""What people see: the terminal program, its screens, and the command line."""

__version__ = "0.1.0"
