"""Why an act cannot be done as asked, in words for the person."""

from django.utils.functional import Promise


class Refused(Exception):
    """Nothing was written. `field`: where on the form it is said; None: of the whole form."""

    def __init__(self, text: str | Promise, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field

    def __str__(self) -> str:
        return str(self.text)
