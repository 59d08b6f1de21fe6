"""How old people are."""

OLDEST = 120
"""Years; a higher age is a slip. Stands for "no upper age" where a number is needed."""
