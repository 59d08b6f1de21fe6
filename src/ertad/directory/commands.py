"""`ertad search`, `ertad reindex`, `ertad export`: the directory from a terminal."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
from django.utils.translation import override
from rich.console import Console

from ertad.directory.acts.reindex import reindex
from ertad.directory.export import export_csv, export_xlsx
from ertad.directory.queries import Card, cards
from ertad.directory.search.current import current_index
from ertad.directory.search.entries import drift
from ertad.directory.search.narrowing import ages_of
from ertad.directory.search.question import LONGEST_WORDS, Question
from ertad.directory.search.results import Results
from ertad.directory.search.searching import search
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day, now
from ertad.kernel.languages import LANGUAGES

LANGUAGE = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True,
    help="Language of labels and reasons.",
)  # fmt: skip


@click.command("search")
@click.argument("words", default="")
@click.option("--municipality", default="", help="Code of a municipality whose people it takes.")
@click.option("--age", default="", help="15, 14-17 or 21+.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="total, filters and results as JSON.")
@LANGUAGE
def search_command(
    words: str, municipality: str, age: str, limit: int, as_json: bool, language: str
) -> None:
    """Find services, as anyone on the web would."""
    if age and ages_of(age) is None:
        raise click.BadParameter("an age is 15, 14-17 or 21+", param_hint="--age")
    if municipality and municipality not in current_index().lexicon.towns:
        raise click.BadParameter(f"no municipality {municipality}", param_hint="--municipality")
    chosen = {"place": (municipality,), "age": (age,)}
    question = Question(
        words=" ".join(words.split())[:LONGEST_WORDS],
        chosen={facet: codes for facet, codes in chosen.items() if codes[0]},
    )
    today = local_day(now())
    with override(language):
        results = search(question, user=None, today=today, page_size=limit)
        found = cards(results, None, today)
        if as_json:
            click.echo(json.dumps(_plain(results, found), ensure_ascii=False, indent=2))
        else:
            _print(results, found)


def _plain(results: Results, found: Sequence[Card]) -> dict[str, object]:
    filters = [
        {
            "facet": read.facet,
            "codes": [code for _facet, code in read.codes],
            "label": read.label,
            "words": read.words,
        }
        for read in results.read_as
    ]
    filters += [
        {"facet": facet, "codes": list(codes), "label": "", "words": ""}
        for facet, codes in results.question.chosen.items()
    ]
    return {
        "total": results.total,
        "filters": filters,
        "results": [
            {
                "id": str(card.service_id),
                "name": card.name.text,
                "why": list(card.why),
                "institution": card.institution.text,
                "municipality": card.municipality_code,
                "km": card.km,
            }
            for card in found
        ],
    }


def _print(results: Results, found: Sequence[Card]) -> None:
    for read in results.read_as:
        click.echo(f"Read as: {read.label} ({read.words})")
    click.echo(f"{results.total} services")
    for number, card in enumerate(found, start=1):
        where = ", ".join(part for part in (card.institution.text, card.municipality) if part)
        click.echo(f"{number:3}. {card.name.text} - {where}")
        if card.why:
            click.echo(f"     {'; '.join(card.why)}")
    for lost in results.left_out:
        click.echo(f"Left out: {lost.label} ({lost.count})")
    for other in results.alternatives:
        click.echo(f"Without {other.label}: {other.total}")


@click.command("reindex")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 where entries differ.")
@click.option("--json", "as_json", is_flag=True)
def reindex_command(check: bool, as_json: bool) -> None:
    """Bring the search entries in line with the services, or say where they are not."""
    with Console(stderr=True).status("Comparing entries with services"):
        found = drift() if check else reindex(by=SYSTEM, at=now())
    kinds = {"missing": found.missing, "extra": found.extra, "different": found.different}
    if as_json:
        click.echo(json.dumps({name: [str(key) for key in ids] for name, ids in kinds.items()}))
    else:
        click.echo(", ".join(f"{len(ids)} {name}" for name, ids in kinds.items()))
    if check and found:
        raise SystemExit(1)


@click.command("export")
@click.argument("kind", type=click.Choice(("xlsx", "csv")))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Else to the output.")
@LANGUAGE
def export_command(kind: str, out: Path | None, language: str) -> None:
    """Write every running service, as the public sees it, to one table."""
    content = export_xlsx(language) if kind == "xlsx" else export_csv(language)
    if out:
        out.write_bytes(content)
        click.echo(f"{out}: {len(content)} bytes", err=True)
    else:
        click.echo(content, nl=False)


COMMANDS = (search_command, reindex_command, export_command)
