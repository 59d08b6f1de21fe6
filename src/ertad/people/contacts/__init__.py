"""Contact points: what is shown to whom, how they are found, asked and exported."""
