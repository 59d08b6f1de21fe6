"""The directory of contacts with 5,000 people: time on the server for a page, and for files.

    python -m benchmarks.contacts

A member asks: every page reads persons, so each leaves its audit row. The time is that of the whole
request through middleware and template, without the network.
"""

import random
import statistics
import time
from typing import Any

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import SEED, directory, made_up_word

PEOPLE, INSTITUTIONS = 5_000, 1_000
ASKED, WARM = 60, 6
LIST = "/en/people/contacts/"


def figures() -> list[Figure]:
    with directory(0):
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        places = _fill()
        client = _member()
        draw = random.Random(SEED)
        words = [f"q={made_up_word(draw)[:4]}" for _ in range(ASKED)]
        chosen = [f"theme=ADD&place={draw.choice(places)}" for _ in range(ASKED)]
        pages = [f"page={draw.randrange(1, 100)}" for _ in range(ASKED)]
        call = [f"theme=LEI&place={draw.choice(places)}" for _ in range(ASKED)]
        return [
            _figure("a page of the list", client, LIST, pages, at_most=50),
            _figure("searched by words", client, LIST, words, at_most=50),
            _figure("by theme and place", client, LIST, chosen, at_most=50),
            _figure("whom to call", client, "/en/people/whom-to-call/", call),
            _figure("coverage of a region", client, "/en/people/coverage/", [""] * 20),
            _figure("all as xlsx", client, f"{LIST}all.xlsx", [""] * 3),
            _figure("all as vCard", client, f"{LIST}all.vcf", [""] * 3),
        ]


def _figure(
    name: str, client: Any, path: str, queries: list[str], at_most: float | None = None
) -> Figure:
    taken = []
    for number, query in enumerate([*queries[:WARM], *queries]):
        began = time.perf_counter()
        response = client.get(f"{path}?{query}")
        if number >= min(WARM, len(queries)):
            taken.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, response
    note = f"95 of 100 within {sorted(taken)[int(len(taken) * 0.95)]:.0f} ms"
    label = f"Contacts, {PEOPLE:,} people: {name}"
    return Figure(label, statistics.median(taken), "ms", at_most=at_most, note=note)


def _member() -> Any:
    from django.test import Client

    from ertad.kernel.actor import SYSTEM
    from ertad.kernel.clock import now
    from ertad.kernel.roles import Role
    from ertad.people.acts.add_member import add_member
    from ertad.people.models import Institution

    place = Institution.objects.order_by("code")[0]
    member = add_member(
        by=SYSTEM, at=now(), institution=place, email="reader@example.org", name="Salome",
        role=Role.READER, language="en",
    )  # fmt: skip
    client = Client(headers={"host": "localhost"})
    client.force_login(member.user)
    return client


def _fill() -> list[str]:
    """Codes of the places. In bulk: 5,000 acts would take longer than what is measured."""
    from uuid import UUID

    from ertad.kernel.clock import local_day, now
    from ertad.people.contacts.lists import themes
    from ertad.people.contacts.writing import texts_of, words_of
    from ertad.people.models import ContactPoint, Institution
    from ertad.places.models import Municipality

    draw, today = random.Random(SEED), local_day(now())
    codes = list(Municipality.objects.values_list("code", flat=True))
    institutions = [
        Institution(
            id=UUID(int=draw.getrandbits(128), version=4), code=f"made-{number}", kind="ngo",
            name_ka=f"{made_up_word(draw)} {made_up_word(draw)}", name_en=f"Made {number}",
            phone="+995322000000", invented=True,
        )
        for number in range(INSTITUTIONS)
    ]  # fmt: skip
    Institution.objects.bulk_create(institutions)
    people = []
    for _number in range(PEOPLE):
        place = draw.choice(institutions)
        one = ContactPoint(
            id=UUID(int=draw.getrandbits(128), version=4), institution=place,
            name=f"{made_up_word(draw)} {made_up_word(draw)}ძე", languages=["ka", "ru"],
            position_ka=f"{made_up_word(draw)} სპეციალისტი", position_en="Specialist",
            phone="+995555000001", email="somebody@example.org", since=today, confirmed_on=today,
            hours=[[day, "10:00", "17:00"] for day in ("MO", "TU", "WE", "TH", "FR")],
            deputy=draw.choice(people) if people and draw.random() < 0.3 else None,
        )  # fmt: skip
        for name, words in words_of(texts_of(one), place).items():
            setattr(one, name, words)
        people.append(one)
    ContactPoint.objects.bulk_create(people, batch_size=500)
    groups = themes()
    about, where = ContactPoint.themes.through, ContactPoint.municipalities.through
    about.objects.bulk_create(
        about(contactpoint_id=one.pk, term_id=term.pk)
        for one in people
        for term in draw.sample(groups, 3)
    )
    where.objects.bulk_create(
        where(contactpoint_id=one.pk, municipality_id=code)
        for one in people
        for code in draw.sample(codes, draw.choice([1, 1, 2, 6]))
    )
    return codes


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Contacts")))
