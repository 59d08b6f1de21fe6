"""Names of places in the order in which people count them."""


def natural(name: str) -> tuple[str, int]:
    """To sort by: "Example 10" comes after "Example 9"."""
    words = name.rsplit(" ", 1)
    return (words[0], int(words[1])) if words[-1].isdecimal() else (name, 0)
