"""Mixed groups from a table that somebody has: `ertad group`."""
