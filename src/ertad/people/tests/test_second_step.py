"""Two steps: whose roles need them reaches nothing else before; the rest may have them."""

import os
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ertad.audit.models import AuditRow
from ertad.kernel.clock import now
from ertad.kernel.roles import Role, needs_two_steps
from ertad.people.accounts.second_step import Factors, check_second_step
from ertad.people.models import Institution, Membership, User
from ertad.people.tests.conftest import as_user
from ertad.site.tests.test_production import SAFE, start

pytestmark = pytest.mark.django_db
SIGN_IN, SET_UP = "/en/account/sign-in/", "/en/account/second-step/"


@pytest.fixture(autouse=True)
def required(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own transaction never commits: what waits for that is done at once."""
    settings.REQUIRE_SECOND_FACTOR = True
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_more: done())


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in(user: User) -> Client:
    client = Client()
    client.post(SIGN_IN, {"login": user.email, "password": "Example-pass-1"})
    return client


def set_up_app(client: Client) -> str:
    client.get("/en/account/two-steps/app/")
    secret: str = client.session["mfa.totp.secret"]
    answer = client.post("/en/account/two-steps/app/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def test_nino_sets_up_an_app_and_then_works(nino: User) -> None:
    client = sign_in(nino)
    answer = client.get("/en/collect/")
    assert answer.headers["Location"] == f"{SET_UP}?next=%2Fen%2Fcollect%2F"
    shown = client.get(SET_UP).content.decode()
    assert "/two-steps/app/" in shown
    assert "/passkeys/new/" in shown

    set_up_app(client)
    codes = client.get("/en/account/two-steps/codes/").content.decode()
    assert codes.count("<code>") == 10
    assert "data:text/plain" in codes
    assert "<code>" not in client.get("/en/account/two-steps/codes/").content.decode(), "shown once"
    assert client.get("/en/collect/").status_code == 200
    acts = set(AuditRow.objects.values_list("act", flat=True))
    assert {"account.sign_in", "account.factor_add"} <= acts


@pytest.mark.parametrize("path", ["/en/", "/en/find/", "/en/account/", "/en/account/close/"])
def test_before_that_nothing_else_is_reached(nino: User, path: str) -> None:
    client = sign_in(nino)
    assert client.get(path).headers["Location"].startswith(SET_UP)
    assert client.post(path, {"x": "1"}).headers["Location"] == SET_UP
    assert client.post("/en/account/sign-out/").status_code == 302
    assert client.get("/en/find/").status_code == 200, "signed out one is a visitor"


def test_whose_roles_reach_no_personal_data_signs_in_with_one(giorgi: User) -> None:
    assert sign_in(giorgi).get("/en/work/").status_code == 200


def test_the_next_sign_in_asks_for_the_code(nino: User, settings: Any) -> None:
    set_up_app(sign_in(nino))
    secret = Factors().decrypt(Authenticator.objects.get(type="totp").data["secret"])
    client = Client()
    answer = client.post(SIGN_IN, {"login": nino.email, "password": "Example-pass-1"})
    assert answer.headers["Location"].endswith("/second-step/")
    assert client.get("/en/work/").status_code == 302
    wrong = client.post("/en/account/sign-in/second-step/", {"code": "000000"}).content.decode()
    assert "This is not right" in wrong
    settings.MFA_TOTP_TOLERANCE = 3
    counters = list(yield_hotp_counters_from_time())
    later = str(format_hotp_value(hotp_value(secret, max(counters))))
    client.post("/en/account/sign-in/second-step/", {"code": later})
    assert client.get("/en/work/").status_code == 200


def test_a_recovery_code_works_once(nino: User) -> None:
    client = sign_in(nino)
    set_up_app(client)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for entered in (True, False):
        other = sign_in(nino)
        other.post("/en/account/sign-in/second-step/", {"code": code})
        assert (other.get("/en/work/").status_code == 200) is entered


def test_secrets_are_enciphered_and_open_with_an_older_key(nino: User, settings: Any) -> None:
    set_up_app(sign_in(nino))
    kept = Authenticator.objects.get(type="totp").data["secret"]
    secret = Factors().decrypt(kept)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert Factors().decrypt(kept) == secret


def test_an_earlier_session_elsewhere_has_to_show_it(nino: User) -> None:
    earlier, here = sign_in(nino), sign_in(nino)
    set_up_app(here)
    assert here.get("/en/work/").status_code == 200
    assert earlier.get("/en/work/").headers["Location"].startswith(SET_UP)
    shown = earlier.get(SET_UP).content.decode()
    assert "/sign-in/again/second-step/" in shown
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    earlier.post("/en/account/sign-in/again/second-step/?next=/en/work/", {"code": code})
    assert earlier.get("/en/work/").status_code == 200


def test_a_role_that_needs_it_takes_effect_at_once(giorgi: User, town: Institution) -> None:
    client = sign_in(giorgi)
    assert client.get("/en/work/").status_code == 200
    Membership.objects.create(
        user=giorgi, institution=town, role=Role.INSTITUTION_ADMIN, since=now().date()
    )
    assert client.get("/en/work/").headers["Location"].startswith(SET_UP)
    Membership.objects.filter(role=Role.INSTITUTION_ADMIN).update(ended_on=now().date())
    assert client.get("/en/work/").status_code == 200


def test_without_the_app_one_sets_up_another_and_is_out_elsewhere(nino: User) -> None:
    here = sign_in(nino)
    set_up_app(here)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    elsewhere = sign_in(nino)
    elsewhere.post("/en/account/sign-in/second-step/", {"code": code})
    here.post("/en/account/two-steps/app/off/")
    assert not Authenticator.objects.exists()
    assert here.get("/en/work/").headers["Location"].startswith(SET_UP)
    assert "/sign-in/" in elsewhere.get("/en/work/").headers["Location"]


def test_it_costs_no_query_that_the_page_does_not_make_anyway(nino: User, settings: Any) -> None:
    client = sign_in(nino)
    set_up_app(client)
    counts = []
    for required in (False, True):
        settings.REQUIRE_SECOND_FACTOR = required
        client.get("/en/find/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/find/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_hidden_form_for_a_passkey_that_was_forged_is_refused(nino: User) -> None:
    for forged in ("", "{}", "[]", "null", '{"id": "x"}', "x" * 10_000):
        answer = Client().post("/en/account/sign-in/passkey/", {"credential": forged})
        assert answer.status_code == 302
        assert "/sign-in/" in answer.headers["Location"]
    client = as_user(nino)
    for forged in ("{}", "[]", '{"id": "x", "response": {}}'):
        answer = client.post(
            "/en/account/two-steps/passkeys/new/", {"name": "x", "credential": forged}
        )
        assert answer.status_code in (200, 302)
    assert not Authenticator.objects.exists()


def test_roles_that_need_it() -> None:
    need = {role for role in Role if needs_two_steps([role])}
    assert need == {
        Role.COORDINATOR, Role.AUDITOR, Role.SPECIALIST, Role.INSTITUTION_ADMIN, Role.OPERATOR,
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ["REQUIRE_SECOND_FACTOR", "ERTAD_REQUIRE_SECOND_FACTOR", "DEMO"])
def test_no_variable_switches_it_off_in_production(name: str) -> None:
    code = "from django.conf import settings; print(settings.REQUIRE_SECOND_FACTOR)"
    environment = {**os.environ, **SAFE, name: "0", "REQUIRE_SECOND_FACTOR": "false"}
    environment["DJANGO_SETTINGS_MODULE"] = "ertad.site.settings.production"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


@pytest.mark.slow
def test_production_refuses_a_time_that_is_no_time() -> None:
    assert "ERTAD_IDLE_MINUTES must" in start(**SAFE, ERTAD_IDLE_MINUTES="0").stderr
    assert "ERTAD_IDLE_MINUTES must" in start(**SAFE, ERTAD_IDLE_MINUTES="100000").stderr


def test_an_installation_for_real_use_does_not_start_without_it(settings: Any) -> None:
    settings.REFUSE_DEMO_ACCOUNTS = True
    assert check_second_step() == []
    settings.REQUIRE_SECOND_FACTOR = False
    assert [error.id for error in check_second_step()] == ["ertad.E002"]
    from ertad.people.demo_accounts import refuse_demo_accounts

    with pytest.raises(ImproperlyConfigured, match="REQUIRE_SECOND_FACTOR"):
        refuse_demo_accounts()
