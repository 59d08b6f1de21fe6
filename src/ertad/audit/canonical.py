"""What is signed of an audit row and of a revision, as text: the same on both databases.

Form 1 is how rows were signed at first; such rows stay valid as they are. Form 2 signs moments to
the microsecond and the number of revisions, each of which carries a seal of its own.
See docs/decisions/audit-chain.md.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from ertad.kernel.bulk import as_json

FORM = 2
"""How rows are signed now."""


class SignedRow(NamedTuple):
    """The columns of an audit row as plain values: `details` as JSON, `at` as of `moment`."""

    seq: int
    act_id: str
    at: str
    act: str
    actor_id: str
    role: str
    institution_id: str
    reason: str
    kind: str
    object_id: str
    details: str
    revisions: int
    form: int
    previous: str
    digest: str


def moment(at: datetime) -> str:
    """In UTC, to the microsecond, always of the same length."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def keyed(text: str) -> str:
    """HMAC-SHA256 with `AUDIT_KEY`, in hexadecimal."""
    digest = _with_key(settings.AUDIT_KEY).copy()
    digest.update(text.encode())
    return digest.hexdigest()


@lru_cache(maxsize=4)
def _with_key(key: str) -> hmac.HMAC:
    return hmac.new(key.encode(), digestmod="sha256")


def digest_of(row: SignedRow) -> str:
    """The digest that the row must carry. Raises ValueError where `details` is no JSON."""
    return keyed(_form_2(row) if row.form == FORM else _form_1(row))


def plain_json(value: object) -> str:
    """JSON whose order is that of the keys; what a database gives back comes out the same."""
    return _ENCODE_2(_READ(as_json(value)))


def content_seal(
    kind: str,
    object_id: str,
    institution_id: str,
    before: object,
    after: object,
    sources: Mapping[str, Any],
) -> str:
    """Of what a revision says; made before the act begins where there are many."""
    first, last = (None if each is None else as_json(each) for each in (before, after))
    return content_seal_of_json(kind, object_id, institution_id, first, last, as_json(sources))


def content_seal_of_json(
    kind: str,
    object_id: str,
    institution_id: str,
    before: str | None,
    after: str | None,
    sources: str,
) -> str:
    """The same, from JSON in any order of keys. Raises ValueError where it is none."""
    said = [None if text is None else _READ(text) for text in (before, after, sources)]
    return keyed(_ENCODE_2([kind, object_id, institution_id, *said]))


def seal(content: str, *, act_id: str, n: int, at: str, act: str, actor_id: str, role: str) -> str:
    """Binds a revision, the `n`-th of its act from 1, to this act and to who did it, and when."""
    return keyed(_ENCODE_2([FORM, act_id, n, at, act, actor_id, role, content]))


_ENCODE_1 = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
_ENCODE_2 = json.JSONEncoder(
    sort_keys=True,
    ensure_ascii=False,
    separators=(",", ":"),
    default=DjangoJSONEncoder().default,
).encode


def _number(text: str) -> float | int:
    """PostgreSQL gives 1e16 back as a whole number, SQLite as it was written."""
    number = float(text)
    return int(number) if number.is_integer() else number


_READ = json.JSONDecoder(parse_float=_number).decode


def _details(text: str) -> Any:
    return {} if text == "{}" else json.loads(text)


def _form_2(row: SignedRow) -> str:
    """Parted by a sign that stands in no value, so that no value can pass for two."""
    details = row.details if row.details == "{}" else _ENCODE_2(_READ(row.details))
    values = (f"{row.form} {row.seq} {row.revisions}", *row[1:10], details, row.previous)
    text = "\0".join(values)
    if text.count("\0") != len(values) - 1:
        raise ValueError("a zero byte cannot be signed")
    return text


def _form_1(row: SignedRow) -> str:
    at = row.at[:19] if row.at.endswith(".000000") else row.at[:23]
    return _ENCODE_1(
        {
            "seq": row.seq, "act_id": row.act_id, "at": at + "Z", "act": row.act,
            "actor_id": row.actor_id, "role": row.role, "institution_id": row.institution_id,
            "reason": row.reason, "kind": row.kind, "object_id": row.object_id,
            "details": _details(row.details), "previous": row.previous,
        }
    )  # fmt: skip
