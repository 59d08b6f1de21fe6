"""`ertad import` with a mapping, several files or no institution: the list as a whole."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from rich.console import Console

from ertad.collection.checks import Finding, Severity
from ertad.collection.importing import look_through, take_in
from ertad.collection.lists.guessing import TableGuess, as_mapping, guess
from ertad.collection.lists.importing import (
    ImportedList,
    LookedList,
    look_through_list,
    take_in_list,
)
from ertad.collection.lists.mapping import ListMapping
from ertad.collection.lists.mapping_file import BadMapping, read_mapping, write_mapping
from ertad.collection.lists.marked import marked_list
from ertad.collection.lists.owners import slug
from ertad.collection.lists.paths import read_paths
from ertad.collection.lists.sources import Source
from ertad.collection.lists.telling import (
    all_findings,
    finding_lines,
    guess_lines,
    list_lines,
    plain_guess,
    plain_list,
)
from ertad.collection.models import Round
from ertad.collection.staging.resolving import Resolver
from ertad.collection.workbook.labels import read_labels
from ertad.kernel.actor import SYSTEM
from ertad.kernel.refused import Refused
from ertad.people.models import Institution


@dataclass(frozen=True)
class Wanted:
    """What was said on the command line."""

    paths: tuple[Path, ...]
    institution: Institution | None
    round_: Round | None
    encoding: str
    create: bool
    marked_to: Path | None
    write_to: Path | None
    apply_it: bool
    as_json: bool
    language: str
    at: datetime

    @property
    def name(self) -> str:
        """What the import is called."""
        return ", ".join(path.resolve().name for path in self.paths)


def import_list(wanted: Wanted, mapping_path: Path | None) -> str:
    """Returns what is against it, or "". Raises ClickException: a mapping that is wrong."""
    mapping = _mapping(mapping_path) if mapping_path else None
    encoding = wanted.encoding or (mapping.encoding if mapping else "")
    with Console(stderr=True).status(_("Reading the files")) as status:
        sources, unread = read_paths(wanted.paths, encoding=encoding)
        looked, imported = None, None
        if mapping and sources:
            looked = look_through_list(
                sources, mapping, institution=_institution(wanted, mapping), create=wanted.create,
                language=wanted.language, at=wanted.at, tell=status.update,
            )  # fmt: skip
        findings = [*unread, *(all_findings(looked) if looked else [])]
        guessed = guess_columns(sources, wanted.language) if not mapping else []
        against = _against(looked, unread, guessed)
        if wanted.apply_it and looked and not against and not looked.changes_nothing:
            try:
                imported = _taken(wanted, looked, status.update)
            except Refused as refused:
                against = str(refused)
    if wanted.write_to:
        _write_guess(wanted, guessed)
    if wanted.marked_to:
        wanted.marked_to.write_bytes(marked_list(sources, findings, mapping))
    _tell(wanted, looked, findings, guessed, imported, against)
    return against


def marked_alone(sources: Sequence[Source], findings: Sequence[Finding]) -> bytes:
    """The marked copy (xlsx) of a list that was read by its titles.

    The sheet of a csv file is called `csv` where it is read alone, and like its file here.
    """
    names = {source.sheet.name: source.name for source in sources}
    own = [{**found, "sheet": names.get(found["sheet"], found["sheet"])} for found in findings]
    return marked_list(sources, own, None)


def guess_columns(sources: Sequence[Source], language: str) -> list[TableGuess]:
    return guess(sources, Resolver(read_labels(), language))


def _mapping(path: Path) -> ListMapping:
    try:
        return read_mapping(path.read_bytes())
    except BadMapping as bad:
        lines = "\n".join(f"  {wrong}" for wrong in bad.wrong)
        raise click.ClickException(f"{path.name}:\n{lines}") from bad


def _institution(wanted: Wanted, mapping: ListMapping) -> Institution | None:
    if wanted.institution or not mapping.institution:
        return wanted.institution
    found = Institution.objects.filter(code=mapping.institution).first()
    if found is None:
        raise click.ClickException(f"There is no institution {mapping.institution!r}.")
    return found


def _against(
    looked: LookedList | None, unread: Sequence[Finding], guessed: Sequence[TableGuess]
) -> str:
    if any(found["severity"] == Severity.ERROR for found in unread):
        return _("A file cannot be taken; nothing of it was read into the directory.")
    if guessed and not looked:
        return _(
            "Nothing was taken: look at the columns, write them with --write-mapping, correct the"
            " file, and give it back with --mapping."
        )
    if looked is None:
        return _("There is no table in these files.")
    if not looked.parts and not looked.findings:
        return _("The list has no rows.")
    if not looked.applicable:
        return _("Correct the errors first; nothing was changed.")
    return ""


def _taken(wanted: Wanted, looked: LookedList, tell: Any) -> ImportedList:
    if wanted.round_ is None or wanted.institution is None:
        return take_in_list(looked, file_name=wanted.name, by=SYSTEM, at=wanted.at, tell=tell)
    _owner, share = looked.parts[0]
    one = look_through(
        share.content, institution=wanted.institution, round_=wanted.round_,
        language=wanted.language, at=wanted.at,
    )  # fmt: skip
    taken = take_in(one, file_name=wanted.name, by=SYSTEM, at=wanted.at, tell=tell)
    return ImportedList([taken.submission], taken.published, taken.open_pairs)


def _write_guess(wanted: Wanted, guessed: Sequence[TableGuess]) -> None:
    assert wanted.write_to is not None  # noqa: S101 (asked only then)
    if not guessed:
        raise click.ClickException("There is nothing to guess: no table, or a mapping was given.")
    if wanted.write_to.exists():
        raise click.ClickException(f"{wanted.write_to} is there already; it is not overwritten.")
    name = slug(wanted.paths[0].resolve().stem)
    mapping = as_mapping(guessed, source=name, language=wanted.language)
    head = _("What was guessed of the list. Correct it; the guide “Lists of another shape” helps.")
    wanted.write_to.write_text(f"# {head}\n{write_mapping(mapping)}", encoding="utf-8")


def _tell(
    wanted: Wanted,
    looked: LookedList | None,
    findings: list[Finding],
    guessed: list[TableGuess],
    imported: ImportedList | None,
    against: str,
) -> None:
    if wanted.as_json:
        shown = plain_list(looked, findings, imported, against)
        shown["columns"] = plain_guess(guessed)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    lines = list(guess_lines(guessed))
    lines += list_lines(looked, findings) if looked else finding_lines(findings)
    for line in (*lines, _end(wanted, looked, imported, against)):
        click.echo(line)


def _end(
    wanted: Wanted, looked: LookedList | None, imported: ImportedList | None, against: str
) -> str:
    if against or looked is None:
        return against
    if looked.changes_nothing:
        return _("All of this was taken before; nothing is changed.")
    if imported is None:
        return _("Nothing stands against it. Say --apply to do it; nothing was written yet.")
    if imported.published is None:
        return _("Accepted; it goes into the directory when the round is published.")
    said = _("Published as number %(number)s. %(pairs)s pairs of records to decide.")
    number = imported.published.publication.number
    return said % {"number": number, "pairs": imported.open_pairs}


__all__ = ["Wanted", "guess_columns", "import_list", "marked_alone"]
