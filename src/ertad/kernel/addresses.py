"""Addresses that leave the site, in letters and on paper, begin with the installation's own."""

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path such as `/ka/find/`."""
    return f"{str(settings.ERTAD_ADDRESS).rstrip('/')}/{path.lstrip('/')}"
