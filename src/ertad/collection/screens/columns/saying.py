"""What both doors of the page share: the form, the act with its answer, what is shown."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.remember_columns import remember_columns
from ertad.collection.lists.asking import mapping_of, remembered_by
from ertad.collection.lists.mapping import OldFonts, as_plain
from ertad.collection.lists.mapping_file import BadMapping, mapping_from
from ertad.collection.models import Submission
from ertad.collection.rules import SUBMISSION_MOVES
from ertad.collection.screens.columns.form import ColumnsForm
from ertad.collection.screens.submission.page import version_in
from ertad.collection.workbook.labels import read_labels
from ertad.kernel.actor import Actor
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused

FOR_ALL = {"types": "service_type", "target_groups": "target_group"}
"""What lists of one's own often do not say, since it is the same for all that they hold."""


def columns_form(request: HttpRequest, submission: Submission) -> ColumnsForm:
    labels, language = read_labels(), (get_language() or "ka")[:2]
    offered = {
        key: [(one.code, one.said(language)) for one in labels.lists[name] if one.offered]
        for key, name in FOR_ALL.items()
    }
    data = request.POST if request.method == "POST" else None
    return ColumnsForm(submission.columns, data, offered=offered)


def remembered(
    form: ColumnsForm, request: HttpRequest, submission: Submission, by: Actor, at: datetime
) -> bool:
    """Whether what was said is kept and the list is checked by it; else the form says why not."""
    if form.turned or not form.is_valid():
        return False
    old_fonts: OldFonts = "keep" if form.cleaned_data.get("old_fonts") == "keep" else "convert"
    mapping = mapping_of(
        form.tables, language=submission.language, old_fonts=old_fonts,
        constants=form.constants(),
        source=f"own-{submission.invitation.institution.code}",
    )  # fmt: skip
    try:
        remember_columns(
            submission=submission, mapping=mapping_from(as_plain(mapping)),
            digest=remembered_by(form.tables), by=by, at=at,
            version=version_in(request.POST.get("version", "")),
        )  # fmt: skip
    except BadMapping as bad:
        for wrong in bad.wrong:
            form.add_error(None, wrong.text)
        return False
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    except StaleEdit:
        form.add_error(None, _("Somebody changed this meanwhile. Look at it again."))
        return False
    return True


def frame(form: ColumnsForm, submission: Submission) -> dict[str, Any]:
    return {
        "form": form,
        "tables": form.shown(),
        "submission": submission,
        "invitation": submission.invitation,
        "institution": submission.invitation.institution,
        "against": [
            text for _code, text in against(SUBMISSION_MOVES["columns.remember"], submission)
        ],
    }
