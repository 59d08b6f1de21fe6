"""`ertad group`."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from rich.console import Console

from ertad.cooperation.grouping.options import OptionRefused, absences, columns, pin, quota
from ertad.cooperation.grouping.reading import TableRefused, read_people
from ertad.cooperation.grouping.sayings import what_is_missed, what_is_proven, why_impossible
from ertad.engines.grouping import Impossible, Plan, Wishes, alike, solve
from ertad.kernel.languages import LANGUAGES


class Refusal(click.ClickException):
    """One line on the error output; nothing was done."""

    exit_code = 2


@click.command("group")
@click.argument("people", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--groups", type=click.IntRange(1), required=True, help="Number of groups.")
@click.option("--rounds", type=click.IntRange(1), default=1, show_default=True,
              help="Over which people meet as many new people as possible.")  # fmt: skip
@click.option("--mix", default="", help="Columns, with commas; the same value apart if possible.")
@click.option("--balance", default="", help="Columns, with commas; each group like the whole.")
@click.option("--apart", default="", help="Columns, with commas; the same value never together.")
@click.option("--together", default="", help="Columns, with commas; the same value in one group.")
@click.option("--quota", "quotas", multiple=True, metavar="COLUMN=VALUE:LEAST-MOST",
              help="So many in every group: :2, :1-3 or :1+. Repeatable.")  # fmt: skip
@click.option("--pin", "pins", multiple=True, metavar="ID=GROUP[@ROUND]",
              help="A fixed place. Repeatable.")  # fmt: skip
@click.option("--absent", multiple=True, metavar="ID[@ROUND,ROUND]",
              help="Who does not come, or not to these rounds. Repeatable.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True,
              help="The same seed, the same groups.")  # fmt: skip
@click.option("--effort", type=click.FloatRange(0.01, 100), default=1.0, show_default=True,
              help="How long to look for better groups where nothing is proven.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print groups and what is proven as JSON.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True,
              help="Language of messages.")  # fmt: skip
def group_command(
    people: Path, groups: int, rounds: int, mix: str, balance: str, apart: str, together: str,
    quotas: tuple[str, ...], pins: tuple[str, ...], absent: tuple[str, ...], seed: int,
    effort: float, as_json: bool, language: str,
) -> None:  # fmt: skip
    """Put people into mixed groups, over one or several rounds.

    PEOPLE is a table (csv, xlsx, ods) with a column `id`; other columns are named in the options.
    An empty cell wishes nothing. What cannot be read, and wishes that contradict each other, are
    refused with exit code 2.
    """
    started = time.monotonic()
    with override(language):
        try:
            asked = [quota(words) for words in quotas]
            named = [*columns(mix), *columns(balance), *columns(apart), *columns(together)]
            named += [each.attribute for each in asked]
            known = read_people(people, list(dict.fromkeys(named)))
            wishes = Wishes(
                groups=groups,
                rounds=rounds,
                mix=columns(mix),
                balance=columns(balance),
                quotas=asked,
                pins=[pin(words) for words in pins],
                together=[ids for name in columns(together) for ids in alike(known, name)],
                apart=[ids for name in columns(apart) for ids in alike(known, name)],
                absent=absences(absent, rounds),
            )
            with Console(stderr=True).status(_("Looking for groups")):
                plan = solve(known, wishes, seed=seed, effort=effort)
        except (TableRefused, OptionRefused) as refused:
            raise Refusal(str(refused)) from refused
        except Impossible as impossible:
            raise Refusal(why_impossible(impossible)) from impossible
        seconds = round(time.monotonic() - started, 3)
        if as_json:
            click.echo(json.dumps(_plain(plan, seed, seconds), ensure_ascii=False))
        else:
            for line in _lines(plan):
                click.echo(line)


def _plain(plan: Plan, seed: int, seconds: float) -> dict[str, object]:
    """Rounds and groups of violations are counted from 1, as people count them."""
    return {
        "groups": plan.groups,
        "objective": plan.objective,
        "bound": plan.bound,
        "proven": plan.proven,
        "percent_above": plan.percent_above,
        "says": what_is_proven(plan),
        "violations": [
            asdict(found)
            | {"round": found.round + 1, "group": found.group + 1, "must": found.must, "says": said}
            for found, said in zip(plan.violations, what_is_missed(plan), strict=True)
        ],
        "seed": seed,
        "seconds": seconds,
    }


def _lines(plan: Plan) -> Iterator[str]:
    for number, one_round in enumerate(plan.groups, start=1):
        yield _("Round %(number)s") % {"number": number}
        for group, members in enumerate(one_round, start=1):
            size = ngettext("%(number)s person", "%(number)s people", len(members))
            yield f"  {group} ({size % {'number': len(members)}}): {', '.join(members)}"
    yield what_is_proven(plan)
    if plan.violations:
        yield _("Wishes that are not met:")
        yield from (f"  {said}" for said in what_is_missed(plan))
    else:
        yield _("All wishes are met.")
