"""The calendar: who sees what, filters, months, what is cancelled."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.story import TODAY

from ertad.audit.trail import StaleEdit
from ertad.collection.tests.a_round import actor, opened
from ertad.cooperation.acts.cancel_entry import cancel_entry
from ertad.cooperation.acts.write_entry import add_entry, change_entry
from ertad.cooperation.calendar.filters import Filters, filters_from, filters_of
from ertad.cooperation.calendar.month import grid_of_month, month_after, month_before, weeks
from ertad.cooperation.calendar.reading import coming, in_full, standing
from ertad.cooperation.checking import WrongFields
from ertad.cooperation.models import CalendarEntry
from ertad.cooperation.tests.conftest import MakeEntry, acts_for, entry_fields
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User
from ertad.vocabulary.models import Term

FAR = TODAY + timedelta(days=90)


def titles(user: object, filters: Filters = Filters(), last: date = FAR) -> list[str]:  # noqa: B008
    return [each.title.text for each in in_full(standing(user, filters, TODAY, last))]


def term(vocabulary: str, code: str) -> int:
    return Term.objects.get(vocabulary=vocabulary, code=code).pk


def test_members_see_all_of_it_and_the_public_what_is_open(
    an_entry: MakeEntry, marie: User, now: datetime
) -> None:
    an_entry()
    an_entry(title_en="Working meeting", kind="meeting", open_to="members", starts_at=time(10))
    an_entry(title_en="Late", starts_on=TODAY + timedelta(days=80))
    assert titles(marie) == ["Football for all", "Working meeting", "Late"]
    assert titles(None) == ["Football for all", "Late"]
    assert titles(marie, last=TODAY + timedelta(days=3)) == ["Football for all", "Working meeting"]


def test_rounds_appear_by_themselves_for_those_whom_they_ask(
    nino: User, agency: Institution, town: Institution, giorgi: User, lasha: User, now: datetime
) -> None:
    opened(actor(nino, Role.COORDINATOR, agency), now, town)
    span = (TODAY - timedelta(days=60), FAR)
    found = in_full(standing(giorgi, Filters(), *span))
    assert {each.key.rsplit("-", 1)[1] for each in found} == {"open", "due"}
    assert standing(giorgi, Filters(kind="round"), *span) != []
    assert standing(giorgi, Filters(kind="meeting"), *span) == []
    assert standing(lasha, Filters(), *span) == []
    assert standing(None, Filters(), *span) == []


def test_filters_narrow_by_place_theme_group_and_kind(an_entry: MakeEntry, marie: User) -> None:
    sport, grown = term("service_type", "LEI"), term("target_group", "T20")
    an_entry(title_en="Sport", terms=(sport,))
    an_entry(title_en="Grown", terms=(grown,), municipality_id="example-2")
    an_entry(title_en="All", municipality_id=None, kind="news")
    assert titles(marie, Filters(theme="LEI")) == ["Sport"]
    assert titles(marie, Filters(group="T20")) == ["Grown"]
    assert sorted(titles(marie, Filters(place="example-1"))) == ["All", "Sport"]
    assert titles(marie, Filters(kind="news")) == ["All"]
    assert titles(marie, Filters(theme="LEI", group="T20")) == []


def test_near_is_ones_own_municipality_and_what_concerns_everybody(
    an_entry: MakeEntry, marie: User, by_giorgi: Actor, now: datetime
) -> None:
    an_entry(title_en="Here")
    an_entry(title_en="There", municipality_id="example-2")
    everybody = an_entry(title_en="All", municipality_id=None)
    near = coming(marie, ["example-1"], TODAY, FAR, 3)
    assert sorted(each.title.text for each in near) == ["All", "Here"]
    cancel_entry(entry=everybody, by=by_giorgi, at=now)
    assert [each.title.text for each in coming(marie, ["example-1"], TODAY, FAR, 3)] == ["Here"]


def test_what_is_cancelled_stays_and_is_changed_no_more(
    an_entry: MakeEntry, by_giorgi: Actor, marie: User, now: datetime
) -> None:
    entry = cancel_entry(entry=an_entry(), by=by_giorgi, at=now)
    cancel_entry(entry=entry, by=by_giorgi, at=now)
    (told,) = in_full(standing(marie, Filters(), TODAY, FAR))
    assert (told.cancelled, told.sequence) == (True, 1)
    with pytest.raises(Refused):
        change_entry(entry=entry, version=2, fields=entry_fields(), terms=(), by=by_giorgi, at=now)


def test_only_those_who_keep_it_change_it(
    an_entry: MakeEntry, by_giorgi: Actor, by_lasha: Actor, nino: User, marie: User,
    town: Institution, agency: Institution, now: datetime,
) -> None:  # fmt: skip
    entry = an_entry()
    for by in (by_lasha, acts_for(nino, Role.COORDINATOR, town),
               acts_for(marie, Role.SPECIALIST, agency)):  # fmt: skip
        with pytest.raises(NotAllowed):
            cancel_entry(entry=entry, by=by, at=now)
    with pytest.raises(NotAllowed):
        add_entry(
            entry_id=uuid4(), institution_id=town.pk, fields=entry_fields(), terms=(), by=by_lasha,
            at=now,
        )  # fmt: skip
    changed = change_entry(
        entry=entry, version=1, fields=entry_fields(title_en="Chess"), terms=(), by=by_giorgi,
        at=now,
    )  # fmt: skip
    assert (changed.title_en, changed.version) == ("Chess", 2)
    with pytest.raises(StaleEdit):
        change_entry(
            entry=CalendarEntry.objects.get(), version=1, fields=entry_fields(), terms=(),
            by=by_giorgi, at=now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title_en": ""}, "title"),
        ({"text_en": "x" * 100_000}, "text_en"),
        ({"place": "01024012345"}, "place"),
        ({"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"starts_on": date(9999, 12, 31)}, "starts_on"),
        ({"ends_on": TODAY + timedelta(days=500)}, "ends_on"),
        ({"starts_at": time(12), "ends_at": time(10)}, "ends_at"),
        ({"ends_at": time(10)}, "starts_at"),
        ({"kind": "party"}, "kind"),
        ({"open_to": "nobody"}, "open_to"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
@pytest.mark.django_db
def test_what_is_wrong_is_said_and_nothing_written(
    an_entry: MakeEntry, fields: dict[str, object], where: str
) -> None:
    with pytest.raises(WrongFields) as wrong:
        an_entry(**fields)
    assert where in [name for name, _text in wrong.value.problems]
    assert not CalendarEntry.objects.exists()


def test_a_month_has_whole_weeks_and_long_things_on_each_day(
    an_entry: MakeEntry, marie: User
) -> None:
    first = date(2026, 12, 1)
    for number in range(5):
        an_entry(title_en=f"Thing {number}", starts_on=date(2026, 12, 9))
    an_entry(title_en="Long", starts_on=date(2026, 11, 20), ends_on=date(2026, 12, 9))
    found = weeks(standing(marie, Filters(), *grid_of_month(first)), first, TODAY)
    days = {day.day: day for week in found for day in week}
    assert [len(week) for week in found] == [7] * 5
    assert days[date(2026, 11, 30)].happenings[0].title.text == "Long"
    assert (len(days[date(2026, 12, 9)].happenings), days[date(2026, 12, 9)].more) == (3, 3)
    assert not days[date(2026, 12, 10)].happenings


@given(st.dates(date(2020, 2, 1), date(2099, 11, 30)))
def test_months_follow_each_other(day: date) -> None:
    first, last = grid_of_month(day)
    assert first.weekday() == 0
    assert last.weekday() == 6
    assert first <= day <= last
    assert month_after(month_before(day)) == day.replace(day=1)


@given(st.dictionaries(st.sampled_from(["kind", "place", "theme", "group", "x"]), st.text()))
def test_filters_of_any_address_are_plain_and_come_back(asked: dict[str, str]) -> None:
    found = filters_from(asked)
    assert filters_of(found.params()) == found
    assert all(code.isprintable() for _name, code in found.params())


def test_a_whole_year_is_three_queries(
    an_entry: MakeEntry, marie: User, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        an_entry(starts_on=TODAY + timedelta(days=number), at=datetime(2026, 11, 1, tzinfo=UTC))
    marie.held_roles()
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(in_full(standing(marie, Filters(), TODAY, FAR))) == 20
