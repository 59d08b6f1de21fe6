"""Fields: what a person hears and sees belongs together, also when it is wrong."""

import re

import pytest
from django import forms
from django.template import engines
from django.utils.translation import override

from ertad.look.dates import DateInThree

HOSTILE = '<script>alert("x")</script>'


class Enrolment(forms.Form):
    name = forms.CharField(label="სერვისის დასახელება", help_text="როგორც ხალხი ეძახის")
    phone = forms.CharField(label="Telephone", required=False)
    group = forms.ChoiceField(
        label="For whom", choices=[("a", "Girls"), ("b", "Boys")], widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("a", "School")], widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label="First day", widget=DateInThree(), required=False)
    agreed = forms.BooleanField(label="Checked today", help_text="By you")


def shown(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load look %}" + source).render(context)


def test_nino_forgets_the_name_and_is_told_where() -> None:
    with override("en"):
        page = shown("{% error_summary form %}{% field form.name %}", form=Enrolment({}))
    assert '<a href="#id_name">სერვისის დასახელება: This field is required.</a>' in page
    assert '<label for="id_name">' in page
    assert 'id="id_name_helptext">როგორც ხალხი ეძახის' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert re.search(r'id="id_name_error">.*This field is required', page)


def test_every_link_of_the_summary_leads_to_an_input() -> None:
    page = shown("{% error_summary form %}{{ form }}", form=Enrolment({"day_day": "31"}))
    targets = re.findall(r'<a href="#([^"]+)">', page)
    assert targets == ["id_name", "id_group_0", "id_needs_0", "id_day_0", "id_agreed"]
    for target in targets:
        assert re.search(rf'<input [^>]*id="{target}"', page)


def test_every_description_exists() -> None:
    page = shown("{{ form }}", form=Enrolment({"day_day": "31"}))
    described = {
        one for ids in re.findall(r'aria-describedby="([^"]+)"', page) for one in ids.split()
    }
    assert described
    assert described <= set(re.findall(r' id="([^"]+)"', page))


def test_choices_have_a_legend_and_labels() -> None:
    page = shown("{% field form.group %}", form=Enrolment())
    assert re.search(r"<fieldset>\s*<legend>For whom", page)
    assert re.search(
        r'<input type="radio"[^>]*id="id_group_0"[^>]*>\s*<label for="id_group_0">', page
    )


def test_only_what_need_not_be_given_is_marked() -> None:
    with override("en"):
        assert "(optional)" not in shown("{% field form.name %}", form=Enrolment())
        assert "(optional)" in shown("{% field form.phone %}", form=Enrolment())


def test_the_whole_form_brings_its_summary_once() -> None:
    assert shown("{{ form }}", form=Enrolment({})).count('class="errors"') == 1
    twice = shown("{% error_summary form %}{{ form }}", form=Enrolment({}))
    assert twice.count('class="errors"') == 1
    assert 'class="errors"' not in shown("{{ form }}", form=Enrolment())


def test_labels_of_models_keep_their_georgian_letters() -> None:
    class FromModel(forms.Form):
        name = forms.CharField(label="Სახელი")

    page = shown("{% error_summary form %}{{ form }}", form=FromModel({}))
    assert "სახელი" in page
    assert not re.search("[\u1c90-\u1cbf]", page)


def test_hostile_labels_hints_and_values_are_only_text() -> None:
    class Hostile(forms.Form):
        name = forms.ChoiceField(
            label=HOSTILE, help_text=HOSTILE, choices=[("a", HOSTILE)], widget=forms.RadioSelect
        )
        words = forms.CharField(label=HOSTILE, error_messages={"required": HOSTILE})

    page = shown("{{ form }}{% fieldset x hint=x %}{% endfieldset %}", form=Hostile({}), x=HOSTILE)
    assert "<script" not in page
    assert "&lt;script" in page


@pytest.mark.parametrize(
    ("parts", "day"),
    [(("1", "2", "2026"), "2026-02-01"), (("31", "2", "2026"), None), (("1", "", "2026"), None)],
)
def test_a_date_in_three_fields(parts: tuple[str, str, str], day: str | None) -> None:
    names = ("day_day", "day_month", "day_year")
    form = Enrolment(dict(zip(names, parts, strict=True)))
    form.is_valid()
    assert str(form.cleaned_data.get("day")) == str(day)
    page = shown("{% field form.day %}", form=form)
    for value in filter(None, parts):
        assert f'value="{value}"' in page


def test_an_empty_date_is_no_error() -> None:
    form = Enrolment({"day_day": " "})
    form.is_valid()
    assert "day" not in form.errors


def test_formsets_are_summarised_with_their_forms() -> None:
    rows = forms.formset_factory(Enrolment, extra=1, min_num=1)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    assert 'href="#id_form-0-name"' in shown("{% error_summary rows %}", rows=rows(data))
