"""One man of the group: his standing, criteria, route, what he missed."""
