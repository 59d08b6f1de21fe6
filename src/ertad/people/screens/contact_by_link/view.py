"""The link of the quarterly letter: confirm, change, or say that one is no longer this.

Opening the link changes nothing, since mail programs open links to check them. It shows no name
and no number: a letter may be passed on.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day, now
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.people.acts.change_contact import BY_ONESELF, change_own_contact
from ertad.people.acts.confirm_contact import confirm_contact
from ertad.people.acts.leave_contact import leave_contact
from ertad.people.contacts.links import LinkRefused, read_link
from ertad.people.contacts.shown import shown, with_all
from ertad.people.contacts.writing import Told
from ertad.people.models import ContactPoint
from ertad.people.screens.keep_contact.form import OwnForm, initial_of

PAGES = "people/screens/contact_by_link"
NOT_FOUND, GONE = 404, 410
Door = Callable[[HttpRequest, str], HttpResponse]


def by_link(view: Callable[[HttpRequest, str, ContactPoint], HttpResponse]) -> Door:
    """A page under the link: what it names is read first; a link that does not open says why."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, key: str) -> HttpResponse:
        try:
            contact = read_link(key, now())
        except LinkRefused as refused:
            return _refused(request, refused)
        return view(request, key, contact)

    return opened


@by_link
def look(request: HttpRequest, key: str, contact: ContactPoint) -> HttpResponse:
    """One button; the POST of it confirms."""
    if request.method == "POST":
        confirm_contact(contact=contact, by=_holder(contact), at=now())
        messages.success(request, _("It is confirmed. Thank you."))
        return redirect("people:contact_by_link", key)
    return render(request, f"{PAGES}/page.html", _context(contact, key))


@by_link
def change(request: HttpRequest, key: str, contact: ContactPoint) -> HttpResponse:
    """The number is not shown: an empty field leaves it as it is."""
    form = OwnForm(request.POST or None, initial={**initial_of(contact), "phone": ""})
    stale = False
    if request.method == "POST" and form.is_valid():
        columns = {name: form.cleaned_data[name] for name in BY_ONESELF}
        if not columns["phone"]:
            del columns["phone"]
        try:
            change_own_contact(
                contact=contact, version=form.cleaned_data["version"] or 0, told=Told(columns),
                by=_holder(contact), at=now(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        except StaleEdit:
            stale, again = True, request.POST.copy()
            again["version"] = str(ContactPoint.objects.get(pk=contact.pk).version)
            form = OwnForm(again)
        else:
            messages.success(request, _("It is changed and confirmed. Thank you."))
            return redirect("people:contact_by_link", key)
    context = {**_context(contact, key), "form": form, "stale": stale}
    return render(request, f"{PAGES}/change.html", context, status=409 if stale else 200)


@by_link
def leave(request: HttpRequest, key: str, contact: ContactPoint) -> HttpResponse:
    if request.method == "POST":
        leave_contact(contact=contact, by=_holder(contact), at=now())
        messages.success(request, _("Thank you. Your institution is asked for a successor."))
        return redirect("people:contact_by_link", key)
    return render(request, f"{PAGES}/leave.html", _context(contact, key))


def _holder(contact: ContactPoint) -> Actor:
    return Actor(Role.LINK_HOLDER, None, contact.institution_id)


def _context(contact: ContactPoint, key: str) -> dict[str, object]:
    """As the public sees it, with the last two digits of the number."""
    row = with_all(ContactPoint.objects.filter(pk=contact.pk)).get()
    today = local_day(now())
    return {
        "key": key,
        "contact": row,
        "each": shown([row], None, today)[0],
        "ending": row.phone[-2:] if len(row.phone) > 6 else "",
        "answered": row.confirmed_on and row.asked_on and row.confirmed_on >= row.asked_on,
    }


def _refused(request: HttpRequest, refused: LinkRefused) -> HttpResponse:
    code = str(refused)
    status = NOT_FOUND if code == "altered" else GONE
    return render(request, f"{PAGES}/refused.html", {"code": code}, status=status)
