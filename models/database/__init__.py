"""The local supervision database: its tables, how it is filled, what it is asked."""
