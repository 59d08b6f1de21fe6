"""Change what one's own account says: name and language; the address in two steps."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import Trace, keyed_digest, traced
from ertad.kernel.actor import Actor, demand_own
from ertad.kernel.refused import Refused
from ertad.notices.writing import one_line
from ertad.people.accounts.letters import put_address_changed, put_new_address
from ertad.people.accounts.links import LinkRefused, Why, read_address
from ertad.people.accounts.own import as_oneself
from ertad.people.models import User

TAKEN = _("Another account has this address.")


def change_account(*, by: Actor, at: datetime, user: User, name: str, language: str) -> None:
    """Name and language of letters."""
    demand_own(by, user.pk)
    name = one_line(name)[:200]
    with traced("account.change", by=by, at=at, on=user) as trace:
        before = {"name": keyed_digest(user.name), "language": user.language}
        after = {"name": keyed_digest(name), "language": language}
        User.objects.filter(pk=user.pk).update(name=name, language=language)
        trace.revised("people.user", user.pk, before, after)
    user.name, user.language = name, language


def ask_for_address(*, by: Actor, at: datetime, user: User, email: str) -> None:
    """A letter with a link goes to the new address; until it is pressed the old one is used."""
    demand_own(by, user.pk)
    email = email.lower()
    if User.objects.exclude(pk=user.pk).filter(email=email).exists():
        raise Refused(TAKEN)
    with traced("account.ask_for_address", by=by, at=at, on=user):
        User.objects.filter(pk=user.pk).update(new_email=email)
        user.new_email = email
        put_new_address(user, at=at)


def confirm_address(*, key: str, at: datetime) -> User:
    """The key is the right to it; the old address is told. Raises LinkRefused, Refused."""
    user = read_address(key, at)
    old, new = user.email, user.new_email
    try:
        with traced("account.confirm_address", by=as_oneself(user), at=at, on=user) as trace:
            rows = User.objects.filter(pk=user.pk, email=old, new_email=new)
            if not rows.update(email=new, new_email=""):
                raise LinkRefused(Why.USED)
            EmailAddress.objects.filter(user_id=user.pk).delete()
            user.email, user.new_email = new, ""
            _keep(trace, user, old)
            put_address_changed(user, old, at=at)
    except IntegrityError as taken:
        raise Refused(TAKEN) from taken
    return user


def _keep(trace: Trace, user: User, old: str) -> None:
    before, after = {"email": keyed_digest(old)}, {"email": keyed_digest(user.email)}
    trace.revised("people.user", user.pk, before, after)
