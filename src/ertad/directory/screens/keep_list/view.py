"""Keep the list that was put together under a title, to come back to it and to share it.

Its id comes from the user and the form: sent twice it is one list, and nobody names another's.
"""

from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.directory.acts.keep_list import MOST_LISTS, keep_list
from ertad.directory.refusals import TooMany
from ertad.directory.screens.current_list.cookie import current_ids, remember
from ertad.directory.screens.keep_list.form import ListForm
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with


@login_required
def keep(request: HttpRequest) -> HttpResponse:
    by = actor_with(request.user, "list.keep")
    ids = current_ids(request)
    form = ListForm(request.POST or None, initial={"language": (get_language() or "ka")[:2]})
    if request.method == "POST" and form.is_valid():
        try:
            own = uuid5(UUID(str(request.user.pk)), str(form.cleaned_data["id"]))
            kept = keep_list(
                list_id=own, title=form.chosen(), service_ids=ids, by=by, at=now()
            )  # fmt: skip
        except TooMany:
            full = _("You keep %(most)s lists already. Delete one first.")
            form.add_error(None, full % {"most": MOST_LISTS})
        else:
            messages.success(request, _("The list is kept."))
            response = redirect("directory:kept_list", kept.pk)
            remember(response, request, [])
            return response
    context = {"form": form, "count": len(ids)}
    return render(request, "directory/screens/keep_list/page.html", context)
