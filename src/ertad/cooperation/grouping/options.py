"""What the options of `ertad group` mean: quotas, fixed places and absences as people type them."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ertad.engines.grouping import Pin, Quota

QUOTA = re.compile(r"(?P<attribute>[^=]+)=(?P<value>.+):(?P<least>\d{1,4})(?P<most>-\d{1,4}|\+)?")
PLACE = re.compile(r"(?P<person>.+?)=(?P<group>\d{1,4})(?:@(?P<round>\d{1,4}))?")
ABSENT = re.compile(r"(?P<person>.+?)(?:@(?P<rounds>\d{1,4}(?:,\d{1,4})*))?")


class OptionRefused(Exception):
    """An option cannot be read; says which and what was wanted."""


def columns(words: str) -> list[str]:
    """`side,sex` is two columns, each once."""
    return list(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))


def quota(words: str) -> Quota:
    """`side=probation:2` is exactly two, `:1-3` one to three, `:1+` one and more."""
    found = QUOTA.fullmatch(words)
    if found is None:
        raise OptionRefused(
            _("A quota is written like this: %(form)s. This is “%(words)s”.")
            % {"form": "side=probation:2, :1-3, :1+", "words": words[:80]}
        )
    least, most = int(found["least"]), found["most"]
    at_most = None if most == "+" else int(most[1:]) if most else least
    return Quota(found["attribute"].strip(), found["value"].strip(), least, at_most)


def pin(words: str) -> Pin:
    """`nino=2` is the second group of all rounds, `nino=2@1` that of the first round."""
    found = PLACE.fullmatch(words)
    if found is None:
        raise OptionRefused(
            _("A fixed place is written like this: %(form)s. This is “%(words)s”.")
            % {"form": "ID=2, ID=2@1", "words": words[:80]}
        )
    number = int(found["round"]) - 1 if found["round"] else None
    return Pin(found["person"].strip(), int(found["group"]) - 1, number)


def absences(all_words: Iterable[str], rounds: int) -> dict[str, Sequence[int]]:
    """`nino` misses all rounds, `nino@1,3` those two."""
    missed: dict[str, Sequence[int]] = {}
    for words in all_words:
        found = ABSENT.fullmatch(words)
        if found is None:
            raise OptionRefused(
                _("An absence is written like this: %(form)s. This is “%(words)s”.")
                % {"form": "ID, ID@1, ID@1,3", "words": words[:80]}
            )
        which = found["rounds"]
        numbers = [int(each) - 1 for each in which.split(",")] if which else range(rounds)
        person = found["person"].strip()
        missed[person] = [*missed.get(person, ()), *numbers]
    return missed
