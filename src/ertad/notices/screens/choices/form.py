"""How I am told: one question for each kind of notice."""

from collections.abc import Sequence
from typing import Any

from django import forms

from ertad.notices.notice_kinds import NoticeKind
from ertad.notices.ways import LABELS, How


class WaysForm(forms.Form):
    def __init__(self, *args: Any, ways: Sequence[tuple[NoticeKind, How]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, how in ways:
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.label), choices=list(LABELS.items()), initial=how
            )

    def ways(self) -> dict[str, How]:
        """Kind -> how, of a valid form."""
        return {name: How(how) for name, how in self.cleaned_data.items()}
