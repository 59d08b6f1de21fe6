"""A password is not what half of the country would think of."""

from contextlib import suppress

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ertad.people.models import User
from ertad.people.passwords import NotCommonHere


@pytest.mark.parametrize(
    "password",
    ["paroli123!!", "პაროლი2026", "Paroli_2026_", "tbilisi2026!", "თბილისი1995", "Qutaisi-1995",
     "giorgi12345", "გიორგი-1988-", "nino.giorgi.1", "asdfghjkl1", "ასდფგჰჯკლ1", "qwertyuiop",
     "ქწერტყუიოპ", "saqartvelo1", "GAMARJOBA!1", "1234567890", "qwerty12345", "ninonino2010",
     "xashuri2020", "xaSuri2020!"],
)  # fmt: skip
def test_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["a-lamp-and-a-river", "together-2026-x", "ლამფა და მდინარე 7", "Rk82!vvQw,pz1"]
)
def test_taken(password: str) -> None:
    validate_password(password)


def test_not_the_own_name_or_address() -> None:
    user = User(email="shorena.k@example.org", name="შორენა კობახიძე")
    for password in ("shorena.k@example", "კობახიძე12"):
        with pytest.raises(ValidationError):
            validate_password(password, user)


@given(st.text(max_size=300))
def test_whatever_is_typed_it_answers(password: str) -> None:
    with suppress(ValidationError):
        NotCommonHere().validate(password)
