"""Pictures of the guides, taken from the running demo: `python -m tools.screenshots`."""
