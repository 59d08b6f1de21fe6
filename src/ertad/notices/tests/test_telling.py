"""Notices become letters: at once or once a day, in the person's language, never twice."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from ertad.kernel.rights import actor_with
from ertad.kernel.roles import Role
from ertad.notices import letter_kinds as _letters  # noqa: F401
from ertad.notices import notice_kinds as kinds
from ertad.notices.acts import choose as choosing
from ertad.notices.acts import notify as telling
from ertad.notices.acts.choose import choose
from ertad.notices.acts.deliver_due import deliver_due
from ertad.notices.acts.notify import notify
from ertad.notices.acts.tell_due import tell_due
from ertad.notices.models import Letter, Notice
from ertad.notices.notice_kinds import How, NoticeKind
from ertad.people.models import Membership, User

pytestmark = pytest.mark.django_db

SAID = {"ka": "პური მზადაა", "en": "The bread is ready", "fr": "Le pain est prêt"}


def _say(facts: object) -> str:
    from django.utils.translation import get_language

    return SAID[get_language() or "ka"]


BREAD = NoticeKind("bread", "Bread", _say, lambda facts: "/en/")
CAKE = NoticeKind("cake", "Cake", lambda facts: "Cake", lambda facts: "/en/", How.DAILY)
GONE = NoticeKind("gone", "Gone", lambda facts: "", lambda facts: "/en/")


@pytest.fixture(autouse=True)
def three_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {kind.name: kind for kind in (BREAD, CAKE, GONE)}
    from ertad.notices import queries
    from ertad.notices import telling as words

    for module in (kinds, telling, choosing, queries, words):
        monkeypatch.setattr(module, "notice_kinds", lambda: table)


def _tell(kind: str, user: User, at: datetime, key: str = "k") -> None:
    with transaction.atomic():
        notify(kind=kind, to=[user.pk], key=key, facts={}, at=at)


def test_giorgi_gets_one_letter_in_georgian(giorgi: User, now: datetime) -> None:
    _tell("bread", giorgi, now)
    for _run in range(2):
        tell_due(now)
        deliver_due(now)
    [sent] = mail.outbox
    assert sent.to == ["giorgi@example.org"]
    assert sent.subject == SAID["ka"]
    assert giorgi.name not in str(sent.message().as_string())


def test_what_comes_together_is_one_letter(nino: User, now: datetime) -> None:
    for number in range(40):
        _tell("bread", nino, now, f"b{number}")
    tell_due(now)
    letter = Letter.objects.get()
    assert letter.subject == "40 notices for you"
    assert "And 10 more." in letter.text


def test_once_a_day_comes_at_nine(nino: User, now: datetime) -> None:
    nine = now.replace(hour=5, minute=0)  # nine in Tbilisi
    _tell("cake", nino, nine + timedelta(hours=1), "late")
    _tell("cake", nino, nine - timedelta(hours=1), "early")
    assert tell_due(nine - timedelta(minutes=1)) == {}
    tell_due(nine)
    assert Letter.objects.count() == 1
    assert Notice.objects.get(key="late").letter_at is None
    tell_due(nine + timedelta(days=1))
    assert Letter.objects.count() == 2


def test_a_person_chooses(nino: User, now: datetime) -> None:
    choose(ways={"bread": How.PAGE}, by=actor_with(nino, "notice.choose"), at=now)
    _tell("bread", nino, now)
    assert tell_due(now) == {}
    assert Notice.objects.get().how == "page"
    with pytest.raises(LookupError):
        choose(ways={"stones": How.PAGE}, by=actor_with(nino, "notice.choose"), at=now)


def test_read_meanwhile_left_or_with_nothing_to_say_no_letter(
    nino: User, giorgi: User, now: datetime
) -> None:
    _tell("bread", nino, now, "read")
    tell_due(now)
    Notice.objects.update(read_at=now)
    _tell("gone", nino, now, "gone")
    _tell("bread", giorgi, now, "left")
    User.objects.filter(pk=giorgi.pk).update(is_active=False)
    assert tell_due(now) == {}
    assert deliver_due(now)["dropped"] == 1
    assert mail.outbox == []


def test_the_page_marks_what_is_opened(client: Client, nino: User, now: datetime) -> None:
    client.force_login(nino)
    assert b"Nothing new for you" in client.get("/en/notices/").content
    _tell("bread", nino, now)
    assert "The bread is ready" in client.get("/en/notices/").content.decode()
    notice = Notice.objects.get()
    assert client.get(f"/en/notices/{notice.pk}/").headers["Location"] == "/en/"
    notice.refresh_from_db()
    assert notice.read_at
    client.logout()
    assert "/sign-in/" in client.get(f"/en/notices/{notice.pk}/").headers["Location"]


def test_the_page_asks_the_same_number_of_questions(
    client: Client, nino: User, now: datetime, django_assert_max_num_queries: object
) -> None:
    client.force_login(nino)
    counts = []
    for many in (1, 25):
        for number in range(many):
            _tell("bread", nino, now, f"{many}-{number}")
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get("/en/notices/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_choosing_on_the_page(client: Client, nino: User) -> None:
    client.force_login(nino)
    form = {"bread": "daily", "cake": "page", "gone": "at_once", "stones": "page"}
    assert client.post("/en/notices/how/", form).status_code == 302
    assert 'value="daily" selected' in client.get("/en/notices/how/").content.decode()
    wrong = client.post("/en/notices/how/", {**form, "bread": "by pigeon"})
    assert wrong.status_code == 422


def test_whose_roles_have_ended_chooses_nothing(nino: User, now: datetime) -> None:
    from ertad.kernel.actor import NotAllowed

    Membership.objects.filter(user=nino, role=Role.COORDINATOR).update(ended_on=now.date())
    with pytest.raises(NotAllowed):
        actor_with(User.objects.get(pk=nino.pk), "notice.choose")
