"""Why an act cannot be done as asked, in words for the person."""

from django.utils.functional import Promise


class Refused(Exception):
    """Nothing was written. `field`: where on the form it is said, None: of the whole form; `code`
    names the reason for programs."""

    def __init__(self, text: str | Promise, field: str | None = None, *, code: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.field = field
        self.code = code

    def __str__(self) -> str:
        return str(self.text)
