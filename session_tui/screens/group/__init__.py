"""The group's men: forming a group, a man joins, a man leaves."""
