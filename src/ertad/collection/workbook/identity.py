"""The hidden sheet that says whose workbook this is, sealed so that a swap is noticed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

LAYOUT = "1"
SEAL = "seal"


@dataclass(frozen=True)
class Identity:
    """Which round, institution and base a workbook was made for."""

    layout: str
    round: str
    invitation: str
    institution: str
    language: str
    based_at: str

    def seal(self, secret: str | bytes | None = None) -> str:
        """Only this installation can make it."""
        text = "\n".join(f"{key}={value}" for key, value in sorted(asdict(self).items()))
        mac = salted_hmac("ertad.collection.workbook", text, secret=secret, algorithm="sha256")
        return str(mac.hexdigest())

    def lines(self) -> list[tuple[str, str]]:
        """The rows of the hidden sheet."""
        return [*asdict(self).items(), (SEAL, self.seal())]


class NotOurs(Exception):
    """The hidden sheet is there but was changed."""


def identity_in(cells: Mapping[str, str]) -> Identity:
    """The identity in the hidden sheet's rows. Raises NotOurs when the seal does not fit."""
    try:
        identity = Identity(**{key: cells[key] for key in Identity.__dataclass_fields__})
    except KeyError as missing:
        raise NotOurs(str(missing)) from missing
    seal = cells.get(SEAL, "")
    secrets = (None, *settings.SECRET_KEY_FALLBACKS)
    if not any(constant_time_compare(identity.seal(secret), seal) for secret in secrets):
        raise NotOurs("seal")
    return identity
