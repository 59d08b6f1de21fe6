"""Search: entries kept with each service, an index a process, and the reading of a question."""
