"""Controlled lists: what a service does, for whom, by which pathway; labels in three languages."""
