"""A filled installation and a PostgreSQL server, for tests of whole installations."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import psycopg
import pytest
from tools.postgres import cluster

from ertad.site.tests.installations import environment, ertad

ODD = """
import django; django.setup()
import datetime, uuid
from django.utils import timezone
from ertad.audit.trail import traced
from ertad.directory.models import UnmetDemand
from ertad.kernel.actor import SYSTEM
from ertad.people.models import Institution
from ertad.people.models.institutions import InstitutionAlias

centre = Institution.objects.order_by("code").first()
for text in (
    "Ω≈ç√ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧", "e\\u0301 nicht é", "\\u202eright\\u202c",
    "tab\\tand\\nline\\rand \\\\N \\\\.",
    "'one' \\"two\\" `three` ;--", "\\\\x41", "დიდი ᲓᲘᲓᲘ", " ", "\\u00a0", "\\ufeff", "\\x01\\x7f",
):
    InstitutionAlias.objects.create(institution=centre, name=text)
moment = datetime.datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=datetime.UTC)
details = {
    "z": 1.0, "a": 1e2, "tiny": 1e-7, "long": 2**70, "no": None, "yes": True,
    "text": "\\u2028 \\\\ \\" 😀", "list": [[], {}, ""], "": {"b": 1, "a": -0.5},
}
with traced("test.odd", by=SYSTEM, at=moment) as trace:
    trace.details = details
    trace.revised("test.odd", uuid.uuid4(), None, {**details, "huge": 1e16})
UnmetDemand.objects.create(day=datetime.date(1, 1, 1), municipality="x", codes="", searches=1)
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the filled demo, and some odd rows in it. Copy it to change it."""
    var = tmp_path_factory.mktemp("filled")
    ertad("demo", "--only-fill", database="", var=var)
    subprocess.run([sys.executable, "-c", ODD], env=environment("", var), check=True)
    return var


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Makes a new database in one cluster; gives its address."""
    numbers = count(1)
    with cluster() as url:

        def make() -> str:
            name = f"target_{next(numbers)}"
            with closing(psycopg.connect(url, autocommit=True)) as connection:
                connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
            return url.rpartition("/")[0] + f"/{name}"

        yield make


@pytest.fixture
def house(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled installation, there to be spoilt."""
    return _copy(filled, tmp_path / "house")


@pytest.fixture(scope="session")
def saved(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the filled installation."""
    var = _copy(filled, tmp_path_factory.mktemp("saved") / "house")
    path = var.parent / "house.backup"
    ertad("backup", str(path), database="", var=var)
    return path


def _copy(filled: Path, var: Path) -> Path:
    var.mkdir()
    shutil.copy(filled / "ertad.sqlite3", var / "ertad.sqlite3")
    return var
