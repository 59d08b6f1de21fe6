"""Names of places in the order in which people count them."""

import re


def natural(name: str) -> tuple[str | int, ...]:
    """To sort by: "Example 10" comes after "Example 9", "Example 10 city hall" too."""
    parts = re.split(r"([0-9]+)", name)
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts))
