"""What an institution gets back for its data; rooms above say what, pages of answers list it.

A room registers when it is loaded (`AppConfig.ready`). The addresses lead to public pages: whoever
holds a link to answer gets them without an account.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

Label = str | Promise
Address = Callable[[UUID], str]
"""From the id of an institution to an address, in the reader's language; "" when there is none."""


@dataclass(frozen=True)
class Return:
    """One thing that an institution gets back, and where."""

    label: Label
    url: str


_registered: list[tuple[Label, Address]] = []


def register(label: Label, address_for_institution: Address) -> None:
    """Add a thing that institutions get back; a second time changes nothing."""
    if (label, address_for_institution) not in _registered:
        _registered.append((label, address_for_institution))


def returns_for(institution_id: UUID) -> Sequence[Return]:
    """What this institution gets back, in the order of registration."""
    found = [Return(label, address(institution_id)) for label, address in _registered]
    return [each for each in found if each.url]
