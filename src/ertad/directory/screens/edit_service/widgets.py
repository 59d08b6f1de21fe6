"""Long lists of checkboxes, folded group by group; groups with a ticked one stand open."""

from collections.abc import Sequence
from typing import Any

from django import forms


class FoldedCheckboxes(forms.CheckboxSelectMultiple):
    """`filter_name`: name of the box that narrows the list; its button works without scripts."""

    template_name = "directory/screens/edit_service/folded_checkboxes.html"

    def __init__(self, *, filter_name: str = "", words: str = "") -> None:
        super().__init__()
        self.filter_name, self.words = filter_name, words

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            {"heading": heading, "options": options, "ticked": _ticked(options)}
            for heading, options, _index in context["widget"]["optgroups"]
        ]
        context["filter_name"], context["words"] = self.filter_name, self.words
        return context


def _ticked(options: Sequence[dict[str, Any]]) -> int:
    return sum(bool(option["selected"]) for option in options)
