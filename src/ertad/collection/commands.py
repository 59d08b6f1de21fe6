"""`ertad import`: a list or a workbook taken in from a terminal, by the acts of the screens."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override
from rich.console import Console

from ertad.collection.checks import Spot, finding
from ertad.collection.importing import Imported, LookedThrough, look_through, take_in
from ertad.collection.lists.command import Wanted, guess_columns, import_list, marked_alone
from ertad.collection.lists.paths import read_paths
from ertad.collection.lists.sources import Source
from ertad.collection.lists.telling import (
    finding_lines,
    guess_lines,
    plain_finding,
    plain_guess,
    plain_published,
)
from ertad.collection.models import Round
from ertad.collection.screens.receipt import receipt
from ertad.files.spreadsheets.encodings import known as known_encoding
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import now
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.refused import Refused
from ertad.people.models import Institution


@click.command("import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--institution", "code", default="", help="Code of whose services these are.")
@click.option("--round", "round_name", default="", help="Id or title of the round; else none.")
@click.option(
    "--mapping",
    "mapping_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML file that says what the tables and columns of the list mean.",
)
@click.option(
    "--write-mapping",
    "write_to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was guessed of the columns as such a file, to be corrected.",
)
@click.option("--encoding", default="", help="How text files are written, such as cp1251.")
@click.option(
    "--create-institutions",
    "create",
    is_flag=True,
    help="Add the institutions of the list that are not known.",
)
@click.option(
    "--marked",
    "marked_to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a copy of the list (xlsx) with a sheet of all that was found.",
)
@click.option("--apply", "apply_it", is_flag=True, help="Do it; without this nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="Receipt and findings as JSON.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Of messages, and of texts in a list that are not Georgian.",
)
def import_command(
    paths: tuple[Path, ...],
    code: str,
    round_name: str,
    mapping_path: Path | None,
    write_to: Path | None,
    encoding: str,
    create: bool,
    marked_to: Path | None,
    apply_it: bool,
    as_json: bool,
    language: str,
) -> None:
    """Take in a workbook or a list (xlsx, ods, csv); says first what would become of each row.

    A list of another shape, of several files or of several institutions needs a mapping; without
    one its columns are guessed and shown. With a round the file is accepted there; without one it
    is published at once. Exits with 1 when anything is against it, and then nothing was changed.
    """
    if encoding and not known_encoding(encoding):
        raise click.ClickException(f"There is no encoding {encoding!r}.")
    institution = Institution.objects.filter(code=code).first()
    if code and institution is None:
        raise click.ClickException(f"There is no institution {code!r}.")
    if round_name and institution is None:
        raise click.ClickException("Say with --institution who answers the round.")
    round_ = _round(round_name, institution) if round_name and institution else None
    wanted = Wanted(
        paths, institution, round_, encoding, create, marked_to, write_to, apply_it, as_json,
        language, now(),
    )  # fmt: skip
    with override(language):
        if mapping_path or write_to or institution is None or len(paths) > 1 or paths[0].is_dir():
            against = import_list(wanted, mapping_path)
        else:
            against = _import_file(wanted, institution)
    if against:
        raise SystemExit(1)


def _import_file(wanted: Wanted, institution: Institution) -> str:
    """A workbook, or a list in one sheet that is read by its titles. Returns what is against it."""
    path, language, at = wanted.paths[0], wanted.language, wanted.at
    with Console(stderr=True).status("") as status:
        status.update(_("Reading and comparing the file"))
        looked = _looked(path, institution, wanted.round_, wanted.encoding, language, at)
        imported, against = None, _against(looked)
        if wanted.apply_it and not against and not looked.taken:
            try:
                imported = take_in(
                    looked, file_name=path.name, by=SYSTEM, at=at, tell=status.update
                )
            except Refused as refused:
                against = str(refused)
    codes = {found["code"] for found in looked.findings}
    asked = codes & {"no_identity", "services_not_found"}
    sources: list[Source] = []
    if asked or wanted.marked_to:
        sources, _unread = read_paths(wanted.paths, encoding=wanted.encoding)
    guessed = guess_columns(sources, language) if asked else []
    if wanted.marked_to:
        wanted.marked_to.write_bytes(marked_alone(sources, looked.findings))
    if wanted.as_json:
        shown = _plain(looked, imported, against) | {"columns": plain_guess(guessed)}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        lines = [*guess_lines(guessed), *_lines(looked, imported, against, wanted.apply_it)]
        for line in lines:
            click.echo(line)
    return against


def _round(name: str, institution: Institution) -> Round:
    titles = Q(title_ka=name) | Q(title_en=name) | Q(title_fr=name)
    try:
        wanted = titles | Q(pk=UUID(name))
    except ValueError:
        wanted = titles
    found = list(Round.objects.filter(wanted)[:2])
    if not found:
        raise click.ClickException(f"There is no round {name!r}.")
    if len(found) > 1:
        raise click.ClickException(f"Several rounds are called {name!r}; say the id.")
    if not found[0].invitations.filter(institution=institution).exists():
        raise click.ClickException(f"{institution.code} is not invited to this round.")
    return found[0]


def _looked(
    path: Path,
    institution: Institution,
    round_: Round | None,
    encoding: str,
    language: str,
    at: datetime,
) -> LookedThrough:
    limit = settings.UPLOAD_LIMIT_BYTES
    if path.stat().st_size > limit:
        found = finding(Spot("too_big", "", {"limit": limit // 1024**2}))
        counts = {"rows": 0, "errors": 1, "warnings": 0}
        return LookedThrough(institution, None, b"", language, False, counts, [found], None)
    content = path.read_bytes()
    if encoding:
        with suppress(UnicodeError):
            content = content.decode(encoding).encode("utf-8-sig")
    return look_through(content, institution=institution, round_=round_, language=language, at=at)


def _against(looked: LookedThrough) -> str:
    """Why the file cannot be taken as it is; "" when it can."""
    if not looked.readable:
        return _("The file cannot be taken; nothing of it was read into the directory.")
    if looked.counts["errors"]:
        return _("Correct the errors first; nothing was changed.")
    if looked.conflicts:
        return _("Send the file up on the page of the round: there you say which value is right.")
    return ""


def _plain(looked: LookedThrough, imported: Imported | None, against: str) -> dict[str, Any]:
    return {
        "institution": looked.institution.code,
        "round": str(looked.invitation.round_id) if looked.invitation else None,
        "readable": looked.readable,
        "applied": imported is not None,
        "against": against or None,
        "taken_before": looked.taken.received_at.isoformat() if looked.taken else None,
        "counts": looked.counts,
        "findings": [plain_finding(found) for found in looked.findings],
        **plain_published(imported),
    }


def _lines(
    looked: LookedThrough, imported: Imported | None, against: str, apply_it: bool
) -> Iterator[str]:
    if looked.readable:
        yield _("%(number)s rows") % {"number": looked.counts["rows"]}
        for line in receipt(looked.counts):
            yield f"{line.count:6}  {line.label}. {line.why}"
    yield from finding_lines(looked.findings)
    yield _end(looked, imported, against, apply_it)


def _end(looked: LookedThrough, imported: Imported | None, against: str, apply_it: bool) -> str:
    if against:
        return against
    if looked.taken:
        day = f"{looked.taken.received_at:%d.%m.%Y}"
        return _("The same file was taken on %(day)s; nothing is changed.") % {"day": day}
    if imported is None and not apply_it:
        return _("Nothing stands against it. Say --apply to do it; nothing was written yet.")
    if imported is None or imported.published is None:
        return _("Accepted; it goes into the directory when the round is published.")
    said = _("Published as number %(number)s. %(pairs)s pairs of records to decide.")
    return said % {
        "number": imported.published.publication.number, "pairs": imported.open_pairs
    }  # fmt: skip


COMMANDS = (import_command,)
