"""Letters of a round: to whom they go, what they say, and when the next one is due."""
