"""`ertad labels export` and `import`: labels of the vocabularies as a sheet for a reviewer."""

import json
from pathlib import Path

import click
from django.utils.translation import override

from ertad.files.spreadsheets.messages import said
from ertad.files.spreadsheets.problems import Refused
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import now
from ertad.kernel.languages import LANGUAGES
from ertad.site.acts.review_labels import review_labels
from ertad.vocabulary.reviewing import REVIEWED_LANGUAGES, label_sheet, read_reviews, said_of

OF_LABELS = click.option(
    "--language", type=click.Choice(REVIEWED_LANGUAGES), required=True, help="Of the labels."
)


@click.group("labels")
def labels() -> None:
    """The labels of the vocabularies, for a reviewer."""


@labels.command("export")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@OF_LABELS
@click.option("--all", "every", is_flag=True, help="Reviewed labels too, not only drafts.")
def export_labels(out: Path, language: str, every: bool) -> None:
    """Write the draft labels of one language to an xlsx file."""
    out.write_bytes(label_sheet(language, every=every))
    click.echo(f"{out} is written.")


@labels.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@OF_LABELS
@click.option("--reviewer", required=True, help="Who answers for the labels.")
@click.option("--apply", is_flag=True, help="Write them; else only say what would change.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.option("--in", "spoken", type=click.Choice(LANGUAGES), default="en", show_default=True,
              help="Language of messages.")  # fmt: skip
def import_labels(
    path: Path, language: str, reviewer: str, apply: bool, as_json: bool, spoken: str
) -> None:
    """Take what a reviewer wrote. With anything wrong in the sheet nothing is written."""
    with override(spoken):
        try:
            reviews, problems = read_reviews(path.read_bytes(), language)
        except Refused as refused:
            raise click.ClickException(" ".join(said(refused.code, refused.params))) from refused
        told = list(said_of(problems))
    changed = 0
    if apply and not told:
        changed = review_labels(
            reviews=reviews, language=language, reviewer=reviewer, by=SYSTEM, at=now()
        )
    if as_json:
        found = {"would_change": len(reviews), "changed": changed, "wrong": told}
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        for place, text in told:
            click.echo(f"{place}: {text}")
        reviewed = sum(review.reviewed for review in reviews)
        click.echo(f"{len(reviews)} differ, {reviewed} of them may stand; {changed} written.")
    if told:
        raise SystemExit(1)
