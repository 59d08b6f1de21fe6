"""Names with line breaks, quotes and marks of direction stay names, in every header and letter."""

import pytest
from django.core import mail
from django.test import Client

from ertad.kernel.roles import MEMBERS
from ertad.people.models import Institution, User
from tests.access_objects import Objects, make_objects
from tests.doors import DOORS
from tests.visitors import browser, opened, somebody

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
HOSTILE = 'A\r\nSet-Cookie: stolen=1\r\n\r\n<script>"; filename="x.exe"\u202e\u2028=1+1'
NAMES = {"name_ka": HOSTILE, "name_en": HOSTILE, "name_fr": HOSTILE}


@pytest.fixture
def objects(request: pytest.FixtureRequest) -> Objects:
    made = make_objects(request)
    Institution.objects.filter(pk=made.institution).update(**NAMES)
    User.objects.filter(memberships__institution=made.institution).update(name=HOSTILE)
    return made


def test_every_door_opens_and_no_header_is_made_of_a_name(objects: Objects) -> None:
    client = browser(somebody(objects.own_institution, MEMBERS))
    for name, door in DOORS.items():
        response = opened(client, door, door.address(name, objects), objects)
        assert response.status_code < 500, name
        assert "stolen" not in client.cookies, name
        for value in response.headers.values():
            assert "\n" not in value, name
            assert "\r" not in value, name
        assert b"<script>&quot;" not in response.getvalue(), name
        assert b'<script>"; filename' not in response.getvalue() or door.file, name


def test_a_letter_has_no_line_more(client: Client, objects: Objects) -> None:
    user = User.objects.filter(memberships__institution=objects.institution)[0]
    client.post("/en/account/sign-in/code/", {"email": user.email})
    (letter,) = mail.outbox
    assert "Set-Cookie" not in dict(letter.message().items())
    assert letter.recipients() == [user.email]
    for address in (f"{user.email}\nbcc: x@evil.example", f"{user.email}%0Abcc:x@evil.example"):
        assert client.post("/en/account/sign-in/code/", {"email": address}).status_code < 500
    assert len(mail.outbox) == 1
