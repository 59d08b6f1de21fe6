"""Invented people: Example municipalities with three municipal people and one of probation each."""

from collections.abc import Callable

from hypothesis import strategies as st

from ertad.engines.grouping import Impossible, Person, Pin, Plan, Quota, Wishes


def people(municipalities: int = 10) -> list[Person]:
    return [
        Person(
            f"{municipality}-{number}",
            {
                "institution": f"Example {municipality}",
                "side": "probation" if number == 3 else "municipal",
                "sex": "fm"[(municipality * 7 + number * number) % 2],
                "seniority": ("new", "some years", "many years")[(municipality + number) % 3],
                "region": f"Region {municipality % 3}",
            },
        )
        for municipality in range(municipalities)
        for number in range(4)
    ]


def forty(rounds: int) -> Wishes:
    return Wishes(
        groups=5,
        rounds=rounds,
        mix=["institution"],
        balance=["side", "sex", "seniority", "region"],
        quotas=[Quota("side", "probation", 2, 2)],
    )


def unless_impossible(make: Callable[[], Plan]) -> Plan | None:
    """The plan, or None where the wishes are refused; any other error is one."""
    try:
        return make()
    except Impossible:
        return None


@st.composite
def some_people(draw: st.DrawFn, most: int = 14) -> list[Person]:
    return [
        Person(
            f"p{number}",
            {
                "institution": draw(st.sampled_from(["a", "b", "c", "d", ""])),
                "side": draw(st.sampled_from(["municipal", "probation"])),
            },
        )
        for number in range(draw(st.integers(2, most)))
    ]


@st.composite
def wishes_of(draw: st.DrawFn, who: list[Person]) -> Wishes:
    """Any wishes, possible or not."""
    ids = [person.id for person in who]
    groups = draw(st.integers(1, max(1, len(who) // 2)))
    rounds = draw(st.integers(1, 3))
    few = st.lists(st.sets(st.sampled_from(ids), min_size=1, max_size=3), max_size=2)
    pins = st.builds(
        Pin,
        st.sampled_from(ids),
        st.integers(0, groups - 1),
        st.none() | st.integers(0, rounds - 1),
    )
    least = draw(st.integers(0, 2))
    quotas = [Quota("side", "probation", least, draw(st.none() | st.integers(least, 4)))]
    return Wishes(
        groups=groups,
        rounds=rounds,
        mix=draw(st.sampled_from([(), ("institution",)])),
        balance=draw(st.sampled_from([(), ("side",), ("side", "institution")])),
        quotas=draw(st.sampled_from([(), quotas])),
        pins=draw(st.lists(pins, max_size=2)),
        together=draw(few),
        apart=draw(few),
        absent=draw(
            st.dictionaries(
                st.sampled_from(ids), st.sets(st.integers(0, rounds - 1), max_size=2), max_size=2
            )
        ),
    )
