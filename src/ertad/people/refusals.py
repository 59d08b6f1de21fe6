"""Why an act cannot be done as asked, in words for the person."""

from django.utils.functional import Promise


class Refused(Exception):
    """The act cannot be done now; nothing was written."""

    def __init__(self, text: str | Promise) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)
