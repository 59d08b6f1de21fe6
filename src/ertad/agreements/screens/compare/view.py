"""Two versions of an agreement side by side, with the words marked that went and that came."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.agreements.models import Comment
from ertad.agreements.queries.comparing import compare
from ertad.agreements.queries.one import text_numbered, texts_of_agreement
from ertad.agreements.screens.words import tag_of
from ertad.kernel.sent import number_sent


@login_required
@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`left` and `right` of the address are numbers; else the last two versions."""
    texts = texts_of_agreement(request.user, pk)
    right = number_sent(request.GET.get("right")) or texts[0].number
    later = text_numbered(texts, right)
    others = [each for each in texts if each.number < later.number] or [later]
    left = number_sent(request.GET.get("left"))
    earlier = text_numbered(texts, left) if left else others[0]
    columns = [
        {
            "title": _("Version %(number)s") % {"number": each.number},
            "url": reverse("agreements:version", args=[pk, each.number]),
            "note": tag_of(each)[0],
        }
        for each in (earlier, later)
    ]
    rows = compare(request.user, earlier, later)
    comments = Comment.objects.visible_to(request.user).filter(text=earlier)
    context = {
        "text": later, "earlier": earlier, "columns": columns, "rows": rows,
        "changed": sum(row.differs for row in rows), "versions": texts,
        "comments": list(comments.select_related("institution")),
    }  # fmt: skip
    return render(request, "agreements/screens/compare/page.html", context)
