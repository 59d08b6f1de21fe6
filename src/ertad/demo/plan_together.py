"""A lively month around now, and what institutions offer to each other and ask, in every state."""

import csv
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from ertad.cooperation.acts.answer_offer import answer_offer
from ertad.cooperation.acts.cancel_entry import cancel_entry
from ertad.cooperation.acts.expire_offers import expire_offers
from ertad.cooperation.acts.follow_calendar import follow_calendar
from ertad.cooperation.acts.make_offer import make_offer
from ertad.cooperation.acts.move_offer import agree, finish, withdraw
from ertad.cooperation.acts.write_entry import add_entry
from ertad.cooperation.models import Offer
from ertad.demo.acting import Cast, demo_id
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.languages import LANGUAGES
from ertad.vocabulary.models import Term

DATA = Path(__file__).parent / "data"
CANCELLED = "city-9"
"""Its activity of the month does not take place."""
ANSWERS = (
    "ჩვენ შეგვიძლია; დაგვირეკეთ და დღეზე შევთანხმდეთ.",
    "We can do this. Call us, and we find a day.",
    "C’est possible ; appelez-nous pour fixer le jour.",
)


def fill_plan_together(cast: Cast) -> None:
    """Told in the order in which it happened: written before now, for days around now."""
    _write_entries(cast)
    for number, row in enumerate(_rows("offers.csv")):
        _offer(cast, row, number)
    expire_offers(cast.ago(1, "06:00"))
    giorgi = cast.answering["city-3"]
    follow_calendar(
        follow_id=demo_id("follow", "giorgi"), params=[["place", "example-3"]], weekly=True,
        by=giorgi, at=cast.ago(10, "09:30"),
    )  # fmt: skip


def _write_entries(cast: Cast) -> None:
    known = {(term.vocabulary_id, term.code): term.pk for term in Term.objects.all()}
    for number, row in enumerate(_rows("calendar.csv")):
        first = local_day(cast.now) + timedelta(days=int(row["day"]))
        terms = (("service_type", row["theme"]), ("target_group", row["group"]))
        by = _by(cast, row["institution"])
        entry = add_entry(
            entry_id=demo_id("entry", number), by=by, at=cast.ago(14 + number % 9, "10:00"),
            institution_id=cast.institutions[row["institution"]].pk, fields=_entry(row, first),
            terms=[known[term] for term in terms if term[1]],
        )  # fmt: skip
        if row["institution"] == CANCELLED:
            cancel_entry(entry=entry, by=by, at=cast.ago(1, "16:00"))


def _entry(row: dict[str, str], first: date) -> dict[str, Any]:
    return {
        **_texts(row),
        "kind": row["kind"],
        "starts_on": first,
        "ends_on": first + timedelta(days=int(row["days"]) - 1),
        "starts_at": time.fromisoformat(row["starts"]) if row["starts"] else None,
        "ends_at": time.fromisoformat(row["ends"]) if row["ends"] else None,
        "place": row["place"],
        "municipality_id": f"example-{row['town']}" if row["town"] else None,
        "link": "https://example.org/meeting" if not row["town"] and row["starts"] else "",
        "open_to": row["open_to"],
    }


def _offer(cast: Cast, row: dict[str, str], number: int) -> None:
    code, ago, today = row["institution"], int(row["ago"]), local_day(cast.now)
    by, made = _by(cast, code), cast.day(ago)
    days = {name: today + timedelta(days=int(row[name])) if row[name] else None
            for name in ("from", "until")}  # fmt: skip
    offer = make_offer(
        offer_id=demo_id("offer", number), institution_id=cast.institutions[code].pk, by=by,
        at=cast.ago(ago, "11:00"),
        fields={
            **_texts(row), "side": row["side"], "what": row["what"], "place": "",
            "municipality_id": f"example-{row['town']}", "from_on": days["from"],
            "until_on": days["until"], "contact": f"+995322000000, {code}@example.org",
            "expires_on": made + timedelta(days=int(row["stands"])),
        },
    )  # fmt: skip
    for place, answering in enumerate(filter(None, row["answers"].split("|"))):
        answer_offer(
            answer_id=demo_id("answer", number, answering), offer=offer,
            institution_id=cast.institutions[answering].pk, text=ANSWERS[(number + place) % 3],
            contact=f"+995322000000, {answering}@example.org", by=_by(cast, answering),
            at=cast.ago(max(ago - 1 - place, 1), f"{12 + place}:20"),
        )  # fmt: skip
    _become(cast, offer, row["becomes"], number, by)


def _become(cast: Cast, offer: Offer, what: str, number: int, by: Actor) -> None:
    """`what`: "", expire, withdraw, or agree:CODE and done:CODE with the one that answered."""
    state, _colon, code = what.partition(":")
    if code:
        answer = demo_id("answer", number, code)
        agree(offer=offer, answer_id=answer, by=by, at=cast.ago(3, "10:10"))
    if state == "done":
        finish(offer=offer, by=by, at=cast.ago(2, "17:30"))
    if state == "withdraw":
        withdraw(offer=offer, by=by, at=cast.ago(2, "09:15"))


def _texts(row: dict[str, str]) -> dict[str, str]:
    return {f"{field}_{lang}": row[f"{prefix}{lang}"] for lang in LANGUAGES
            for field, prefix in (("title", ""), ("text", "text_"))}  # fmt: skip


def _by(cast: Cast, code: str) -> Actor:
    """The institution's focal point; the coordinator where it has none."""
    return cast.answering.get(code) or cast.for_them(code, "They asked by telephone.")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
