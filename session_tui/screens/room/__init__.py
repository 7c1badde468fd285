"""The room view: the clock, the public title, the next break; nothing about anyone."""
