"""An institution's invitation or file, for those who may see it; nobody else learns of it."""

from uuid import UUID

from django.http import Http404, HttpRequest

from ertad.collection.models import Invitation, Submission


def own_invitation(request: HttpRequest, pk: UUID) -> Invitation:
    """Raises Http404 when there is none that the reader may see."""
    rows = Invitation.objects.visible_to(request.user).defer("base")
    found = rows.select_related("round", "institution").filter(pk=pk).first()
    if found is None:
        raise Http404("no such invitation")
    return found


def own_submission(request: HttpRequest, pk: UUID, *, with_file: bool = False) -> Submission:
    """The same for a file; its content is read only when asked for."""
    left = ("invitation__base",) if with_file else ("content", "invitation__base")
    rows = Submission.objects.visible_to(request.user).defer(*left)
    related = ("invitation__round", "invitation__institution")
    found = rows.select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404("no such file")
    return found
