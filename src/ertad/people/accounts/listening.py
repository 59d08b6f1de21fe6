"""What allauth does for an account leaves its trace: ways to sign in that came and went."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from ertad.audit.trail import traced
from ertad.kernel.clock import now
from ertad.people.accounts.own import as_oneself
from ertad.people.accounts.sessions import end_sessions_of
from ertad.people.models import User


def listen() -> None:
    """Called once, when the room is loaded."""
    account.user_logged_in.connect(_signed_in, dispatch_uid="ertad.signed_in")
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password_chosen, dispatch_uid=f"ertad.password.{id(signal)}")
    factors.authenticator_added.connect(_added, dispatch_uid="ertad.factor_added")
    factors.authenticator_removed.connect(_removed, dispatch_uid="ertad.factor_removed")
    factors.authenticator_reset.connect(_reset, dispatch_uid="ertad.factor_reset")


def _signed_in(request: HttpRequest, user: User, **_more: Any) -> None:
    ways = [str(each.get("method")) for each in get_authentication_records(request, user)]
    _note("account.sign_in", user, ways=ways)


def _password_chosen(request: HttpRequest, user: User, **_more: Any) -> None:
    """Whoever knew the old one is signed out; allauth keeps the session in which it was chosen."""
    _note("account.password", user)
    end_sessions_of(user, but=request.session.session_key)


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """It was just shown to work, so this session has shown it."""
    _note("account.factor_add", user, type=authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type,
            reauthenticated=True,
        )  # fmt: skip


def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Whoever signed in with it does so anew; this session has to show another one."""
    _note("account.factor_remove", user, type=authenticator.type)
    end_sessions_of(user, but=request.session.session_key)
    if not Authenticator.objects.filter(user_id=user.pk).exists():
        records = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in records if record.get("method") != "mfa"
        ]


def _reset(request: HttpRequest, user: User, **_more: Any) -> None:
    _note("account.codes", user)


def _note(act: str, user: User, **details: Any) -> None:
    with traced(act, by=as_oneself(user), at=now(), on=user) as trace:
        trace.details = details
