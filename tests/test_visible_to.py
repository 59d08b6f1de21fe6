"""Every read by which something goes out starts from `Model.objects.visible_to(user)`."""

import pytest

from tests.unguarded import SOURCE, Unguarded, readers, unguarded

LEFT_OUT = {
    (
        "agreements/queries/one.py",
        "AuditRow",
    ): "acts and reasons of an agreement of which the reader is a party",
    ("audit/queries.py", "AuditCheck"): "one word for the health page",
    ("collection/queries/pair_queue.py", "Service"): "asks only whether a side of a pair runs",
    ("collection/queries/pair_queue.py", "SourceRow"): "asks only whether a side is under review",
    ("collection/queries/pairs_list.py", "Service"): "names the sides of pairs that are seen",
    ("collection/queries/pairs_list.py", "SourceRow"): "names the sides of pairs that are seen",
    ("collection/queries/suggestions.py", "SourceRow"): "seen by the owner, not by the sender:"
    " suggested_rows asks suggestion.settle itself",
    ("collection/screens/answer/workbook.py", "Location"): "asks whether something is confidential",
    ("collection/screens/pairs/in_words.py", "SourceRow"): "places of the sides of a pair seen",
    ("collection/screens/upload/form.py", "Submission"): "asks only whether an id is taken",
    ("directory/changes.py", "Revision"): "a day and an act of public services, nothing else",
    ("directory/screens/service/query.py", "Location"): "the town stands for a confidential place",
    ("notices/queries.py", "Letter"): "the age of the oldest, for the health page",
    ("people/queries.py", "User"): "ids for the trail of who was read of",
    (
        "people/screens/contact/past.py",
        "AuditRow",
    ): "reasons of acts on a contact point that is seen",
    ("people/screens/contact_by_link/view.py", "ContactPoint"): "the signed key opens this one",
    (
        "people/screens/hand_over_contact/form.py",
        "ContactPoint",
    ): "who may follow in the same place",
    ("people/screens/hand_over_contact/moving.py", "ContactPoint"): "names those it stands in for",
    ("people/screens/hand_over_contact/moving.py", "Membership"): "roles of whoever hands over",
    (
        "people/screens/keep_contact/form.py",
        "ContactPoint",
    ): "those of the institution that one keeps",
    ("people/screens/keep_contact/form.py", "User"): "members of the institution that one keeps",
    ("profiles/queries/challenges.py", "SharedBy"): "who shares challenges that are seen",
    ("profiles/queries/lines.py", "Location"): "the town stands for a confidential place",
    ("profiles/screens/history/view.py", "Revision"): "of one record, whose right the page asks:"
    " an administrator of the institution undoes too",
}
"""(file, model) -> why it is read whole."""

LEAKS = {
    "Submission.objects.get(pk=pk)": "Submission",
    "Invitation.objects.all()": "Invitation",
    "Pair.objects.filter(pk=pk).visible_to(user)": "Pair",
    "get_object_or_404(Round, pk=pk)": "Round",
    "get_object_or_404(Merge.objects, pk=pk)": "Merge",
    "models.Location._default_manager.count()": "Location",
}


def test_every_reader_starts_from_visible_to() -> None:
    found = {
        each
        for path in readers()
        for each in unguarded(path.read_text(encoding="utf-8"), str(path.relative_to(SOURCE)))
    }
    assert [each for each in sorted(found) if (each.path, each.model) not in LEFT_OUT] == []
    assert set(LEFT_OUT) == {(each.path, each.model) for each in found}, "no longer needed"


@pytest.mark.parametrize("source", LEAKS)
def test_a_planted_leak_is_found(source: str) -> None:
    assert unguarded(source, "planted.py") == [Unguarded("planted.py", 1, LEAKS[source])]


@pytest.mark.parametrize(
    "source",
    [
        "Submission.objects.visible_to(user).filter(pk=pk)",
        "get_object_or_404(Round.objects.visible_to(user), pk=pk)",
        "Municipality.objects.all()",
        "institution.invitations.all()",
    ],
)
def test_what_is_sound_is_not_reported(source: str) -> None:
    assert unguarded(source) == []
