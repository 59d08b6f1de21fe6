"""The sizes of text a reader can choose; remembered in the cookie `text_size`."""

SIZES = ("normal", "large", "larger", "largest")
COOKIE = "text_size"


def known(size: object) -> str:
    """`size` if it is one of ours, else normal."""
    return str(size) if size in SIZES else SIZES[0]


def smaller(size: object) -> str:
    """The next smaller size; the smallest stays."""
    return SIZES[max(SIZES.index(known(size)) - 1, 0)]


def larger(size: object) -> str:
    """The next larger size; the largest stays."""
    return SIZES[min(SIZES.index(known(size)) + 1, len(SIZES) - 1)]
