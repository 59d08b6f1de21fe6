"""What the address of a list shows: a kept list by its secret, or services that it names itself.

`of-...` names up to 30 services: nothing is stored, so there is nothing to withdraw. 32 hexadecimal
digits are the secret of a list that a member shares.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.directory.acts.keep_list import MOST_SERVICES
from ertad.directory.models import SavedList

NAMED = "of-"
_SECRET = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class OpenList:
    """`key` is the part of its address; `shared`: whether it can be withdrawn."""

    key: str
    title: str
    ids: Sequence[UUID]
    shared: bool


def open_list(key: str) -> OpenList | None:
    """What this key opens; None when it is none, or was withdrawn."""
    if key.startswith(NAMED):
        ids = unpack(key.removeprefix(NAMED))
        return OpenList(key, _("A list of services"), ids, shared=False) if ids else None
    if not _SECRET.fullmatch(key):
        return None
    kept = SavedList.objects.shared_by(key).first()
    if kept is None:
        return None
    return OpenList(key, str(kept), services_of(kept), shared=True)


def services_of(kept: SavedList) -> list[UUID]:
    """In the owner's order."""
    return list(kept.items.order_by("position").values_list("service_id", flat=True))


def key_naming(ids: Sequence[UUID]) -> str:
    """The key that names these services itself."""
    return NAMED + pack(ids)


def pack(ids: Sequence[UUID]) -> str:
    """The ids as letters that may stand in an address or a cookie."""
    return base64.urlsafe_b64encode(b"".join(key.bytes for key in ids)).decode().rstrip("=")


def unpack(text: str) -> list[UUID]:
    """The ids, each once; none when this is no list of 1 to 30."""
    if not text.isascii() or len(text) > MOST_SERVICES * 22:
        return []
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return []
    if len(raw) % 16 or len(raw) > MOST_SERVICES * 16:
        return []
    return list(dict.fromkeys(UUID(bytes=raw[at : at + 16]) for at in range(0, len(raw), 16)))
