"""The outbox: letters are put here within the act that they tell of, and sent afterwards."""
