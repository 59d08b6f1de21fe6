"""The demo, filled once for a module: it takes half a minute."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.story import NOW

from ertad.demo.filling import fill


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The filled demo; taken back after the last test of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert fill(at=NOW)
        yield
        transaction.set_rollback(True)
