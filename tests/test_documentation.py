"""The documents say what the code does: reference up to date, all described, no broken link."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import models
from tools.reference import acts, api, commands, reading, screens, settings
from tools.reference.pages import FOLDER, NOTE, made

from ertad.collection.checks import all_checks
from ertad.files.spreadsheets.messages import REFUSALS
from ertad.privacy import dictionary as data
from ertad.site.command_line import load_commands
from ertad.site.settings.environment import ENVIRONMENT

HOME = Path(__file__).resolve().parents[1]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)


def test_the_reference_is_up_to_date() -> None:
    stale = [
        name
        for name, text in made().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run make docs"
    assert {path.name for path in FOLDER.glob("*.md")} == set(made())


def test_every_command_says_what_it_does() -> None:
    for name, command in commands.walk(load_commands(), "ertad"):
        assert command.help, name


def test_every_setting_is_described() -> None:
    assert settings.variables() <= set(ENVIRONMENT)
    assert set(ENVIRONMENT) - settings.variables() == {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize("model", data.our_models(), ids=lambda model: model._meta.label)
def test_every_model_and_field_is_described(model: type[models.Model]) -> None:
    meanings = data.meanings_of_fields()
    assert data.described(model), "a docstring, please"
    bare = [f.name for f in data.fields_of(model) if not data.meaning(model, f, meanings)]
    assert bare == [], "a help_text, or a line in docs/fields"


def test_no_field_is_described_that_is_gone() -> None:
    there = {(m._meta.label, f.name) for m in data.our_models() for f in data.fields_of(m)}
    names = {name for _model, name in there}
    lines = data.meanings_of_fields()
    assert [
        key for key in lines if key not in there and not (key[0] == "*" and key[1] in names)
    ] == []


def test_every_check_says_what_is_wrong_and_what_to_do() -> None:
    for check in all_checks():
        assert str(check.message), check.code
        assert str(check.remedy), check.code
    for code, message in REFUSALS.items():
        assert str(message.text), code
        assert str(message.remedy), code


def test_every_screen_says_what_it_is_for() -> None:
    assert [screen.name for screen in screens.screens() if not screen.what] == []


def test_every_act_says_what_it_does() -> None:
    assert [act for act, (says, _places) in acts.acts().items() if not all(says)] == []


def test_everything_public_of_engines_and_kernel_is_described() -> None:
    bare = [f"{each.module}.{each.name}" for each in api.public() if not each.doc]
    assert bare == []


def listed(*asked: str) -> list[str]:
    """What git lists, a line each."""
    command = ["git", "ls-files", *asked]
    ran = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


def documents() -> Iterator[Path]:
    """Every Markdown file of the project."""
    names = listed("--cached", "--others", "--exclude-standard", "*.md")
    yield from (HOME / name for name in names if (HOME / name).exists())


def test_no_file_is_a_link_to_somewhere_on_one_machine() -> None:
    links_of_git = [line for line in listed("--stage") if line.startswith("120000")]
    assert links_of_git == []


def links(text: str) -> list[str]:
    """Links within the project."""
    found = LINK.findall(CODE.sub("", text))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def headings(path: Path) -> set[str]:
    """Anchors as GitHub and GitLab make them."""
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    lines = (line.lstrip("#").strip().lower() for line in text.splitlines() if line[:1] == "#")
    return {re.sub(r"[^\w\- ]", "", line).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("path", list(documents()), ids=lambda path: str(path.relative_to(HOME)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in links(path.read_text(encoding="utf-8")):
        address, _, anchor = link.partition("#")
        there = (path.parent / address).resolve() if address else path
        assert there.exists(), link
        if anchor:
            assert anchor in headings(there), link


def test_a_broken_link_would_be_found() -> None:
    assert links("See [this](no/such.md) and ![that](x.png), not [web](https://example.org).") == [
        "no/such.md",
        "x.png",
    ]


def test_every_picture_is_shown_somewhere_and_they_stay_small() -> None:
    pictures = list((HOME / "docs" / "pictures").glob("*.png"))
    text = "".join(path.read_text(encoding="utf-8") for path in documents())
    assert pictures
    assert [path.name for path in pictures if path.name not in text] == []
    assert sum(path.stat().st_size for path in pictures) < 3 * 1024 * 1024


@pytest.mark.parametrize("room", reading.rooms())
def test_every_room_is_in_the_readme(room: str) -> None:
    assert f"(src/ertad/{room})" in (HOME / "README.md").read_text(encoding="utf-8")


def test_every_requirement_is_explained() -> None:
    explained = (HOME / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    for name in ("requirements.in", "requirements-dev.in"):
        for line in (HOME / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                package = re.split(r"[~=<>!\[]", line)[0].strip()
                assert f"| {package} |" in explained, package


def test_a_generated_page_says_so() -> None:
    assert all(path.read_text(encoding="utf-8").startswith(NOTE) for path in FOLDER.glob("*.md"))
