"""From a question to results."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from ertad.directory.search import bits
from ertad.directory.search.counting import facets_of, radii_of
from ertad.directory.search.current import current_index
from ertad.directory.search.entries import Document
from ertad.directory.search.explaining import left_out, why, without_part
from ertad.directory.search.index import Index
from ertad.directory.search.labels import codes_label
from ertad.directory.search.lexicon import Code
from ertad.directory.search.narrowing import (
    Part,
    all_but,
    chosen_codes,
    kilometres_from,
    parts_of,
    point_kilometres,
    town_of,
)
from ertad.directory.search.nothing import alternatives, next_contact, unmet
from ertad.directory.search.question import Question
from ertad.directory.search.reading import Phrase, Reading, read
from ertad.directory.search.results import Hit, ReadAs, Results
from ertad.directory.search.scoring import (
    Scores,
    topic_scores,
    total_scores,
    typed_scores,
    word_scores,
)
from ertad.kernel.rights import everywhere

PAGE_SIZE = 20
SCORED = ("topic", "type", "need", "group")


def search(question: Question, *, user: object, today: date, page_size: int = PAGE_SIZE) -> Results:
    """What the directory knows about `question`, as `user` may see it, on `today` (local day).

    One query, or two when nothing is found; the index is brought up to date first if need be.
    """
    pathways = everywhere(user, "pathway.see")
    return search_in(current_index(), question, today=today, pathways=pathways, page_size=page_size)


def search_in(
    index: Index, question: Question, *, today: date, pathways: bool, page_size: int = PAGE_SIZE
) -> Results:
    """The same in a given index; `pathways`: whether legal pathways may play a part at all."""
    reading = read(
        question.words, index.lexicon,
        pathways=pathways, ignored=question.ignored, nearness=index.words.nearness,
    )  # fmt: skip
    chosen = chosen_codes(question, reading.phrases, index.lexicon, pathways=pathways)
    town = town_of(chosen.get("place", ()), index.lexicon)
    scores = {form: word_scores(index, form) for form in reading.words}
    parts = [
        *parts_of(index, chosen, reading.phrases, question, today),
        *(Part(f"word:{f.word}", (), bits.from_flags(score > 0)) for f, score in scores.items()),
    ]
    found = all_but(index, parts)
    total = found.bit_count()
    topics = [topic_scores(index, chosen[key]) for key in SCORED if key in chosen]
    typed = [typed_scores(index, p.words) for p in reading.phrases if p.facet in SCORED]
    score = total_scores(index, [*scores.values(), *topics, *typed])
    ranked = _ranked(index, found, score, town, question)
    pages = max(1, -(-total // page_size))
    page = min(question.page, pages)
    shown = ranked[(page - 1) * page_size : page * page_size].tolist()
    documents = index.documents(shown)

    def without(dropped: Sequence[Part]) -> Question:
        asked = question
        for part in dropped:
            asked = without_part(asked, part, reading.phrases)
        return asked

    return Results(
        question=question,
        total=total,
        page=page,
        pages=pages,
        hits=tuple(
            _hit(index, number, document, float(score[number]), chosen, reading, town, question)
            for number in shown
            if (document := documents.get(number))
        ),
        read_as=_read_as(index, question, reading.phrases),
        words=tuple(form.word for form in reading.words),
        facets=facets_of(index, question, parts, reading.phrases, today, pathways=pathways),
        radii=radii_of(index, parts, town, question.where),
        left_out=left_out(index, parts, lambda part: without([part])) if total else (),
        alternatives=() if total else alternatives(index, parts, without),
        next_contact=None if total else next_contact(town),
        unmet=None if total else unmet(chosen, town),
        place_code=town,
        version=index.version,
        lexicon=index.lexicon,
    )


def _ranked(
    index: Index, found: int, score: Scores, town: str, question: Question
) -> NDArray[np.int32]:
    """Best first; equals by distance where a place is asked for, then by service id."""
    services = bits.to_numbers(found, index.size)
    keys: list[NDArray[np.generic]] = [services, -score[services]]
    if town:
        near = np.round(kilometres_from(index, town)[services])
        keys.insert(2 if question.sort == "near" else 1, near)
    return services[np.lexsort(keys)]


def _hit(
    index: Index,
    number: int,
    document: Document,
    score: float,
    chosen: Mapping[str, tuple[Code, ...]],
    reading: Reading,
    town: str,
    question: Question,
) -> Hit:
    location, municipality, km = _nearest(index, document, town)
    return Hit(
        service_id=index.ids[number],
        score=round(score, 3),
        why=why(index, document, chosen, reading.words, question.where),
        location_id=location,
        municipality=municipality,
        km=km,
        document=document,
    )


def _nearest(index: Index, document: Document, town: str) -> tuple[UUID | None, str, float | None]:
    """The location to show, its municipality, and whole kilometres to it from the town."""
    places = document["at"]
    if not places:
        return None, "", None
    if not town:
        location, municipality, *_ = places[0]
        return UUID(location) if location else None, municipality, None
    points = np.radians(np.array([[place[2], place[3]] for place in places], dtype=np.float64))
    distances = point_kilometres(points, index.lexicon.towns[town])
    best = int(np.argmin(distances))
    location, municipality, *_ = places[best]
    return UUID(location) if location else None, municipality, float(round(distances[best], 1))


def _read_as(index: Index, question: Question, phrases: Sequence[Phrase]) -> tuple[ReadAs, ...]:
    return tuple(
        ReadAs(
            facet=phrase.facet,
            codes=phrase.codes,
            label=codes_label(index.lexicon, phrase.codes),
            words=phrase.words,
            without=question.dropping("", readings=[phrase.key]),
        )
        for phrase in phrases
    )
