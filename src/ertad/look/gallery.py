"""Sample content for the gallery, which shows every component; all of it is invented."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ertad.look.charts import Bar, draw_bars
from ertad.look.dates import DateInThree
from ertad.look.maps import Area, draw_map

OUTLINES = {
    "1": [(43.1, 41.4), (43.5, 41.8), (43.1, 42.0), (42.6, 41.9), (42.6, 41.5)],
    "2": [(42.6, 41.5), (42.6, 41.9), (42.2, 42.0), (41.9, 41.7), (42.1, 41.3)],
    "3": [(43.5, 41.8), (43.1, 41.4), (43.3, 41.1), (43.9, 41.3)],
    "4": [(42.6, 41.9), (43.1, 42.0), (43.0, 42.4), (42.4, 42.5), (42.2, 42.0)],
    "5": [(43.1, 42.0), (43.5, 41.8), (44.1, 42.1), (43.6, 42.5), (43.0, 42.4)],
    "6": [(42.1, 41.3), (42.6, 41.5), (43.1, 41.4), (43.3, 41.1), (42.6, 40.9)],
    "7": [(43.5, 41.8), (43.9, 41.3), (44.5, 41.6), (44.1, 42.1)],
    "8": [(42.85, 41.68), (42.88, 41.68), (42.88, 41.7), (42.85, 41.7)],
}
BANDS = {"1": "q4", "2": "q1", "3": "q2", "4": "ask", "5": "occupied", "6": "q0", "7": "q3"}

WORDS = {
    "en": {
        "service": "Early support for adolescents who try drugs",
        "about": "Eight weekly sessions with a psychologist for a young person and a parent.",
        "run_by": "Example 3 municipality, Centre for Prevention · 2 km",
        "place": "Example {}",
        "club": "Youth club “Steps”",
        "free": "Free",
        "street": "12 Example street, Example 3",
        "monday": "Monday",
        "sunday": "Sunday",
        "need": "Need",
        "substance": "Substance use",
        "school": "Return to school",
        "health": "Mental health and psychosocial support",
        "share": "share of counted need that can be met",
        "name": "Name of the service",
        "name_hint": "As people call it, without abbreviations.",
        "day": "First day",
        "sex": "Who may come",
        "all": "Everyone",
        "girls": "Girls and women",
        "boys": "Boys and men",
        "file": "Filled-in workbook",
        "agree": "The information was checked today",
        "phone": "Telephone",
        "wrong": "A telephone number has digits only.",
    },
    "ka": {
        "service": "ადრეული დახმარება მოზარდებისთვის, რომლებიც ნარკოტიკს სინჯავენ",
        "about": "რვა ყოველკვირეული შეხვედრა ფსიქოლოგთან მოზარდისა და მშობლისთვის.",
        "run_by": "სამაგალითო 3 მუნიციპალიტეტი, პრევენციის ცენტრი · 2 კმ",
        "place": "სამაგალითო {}",
        "club": "ახალგაზრდული კლუბი „ნაბიჯები“",
        "free": "უფასო",
        "street": "სამაგალითო ქუჩა 12, სამაგალითო 3",
        "monday": "ორშაბათი",
        "sunday": "კვირა",
        "need": "საჭიროება",
        "substance": "ნარკოტიკების მოხმარება",
        "school": "სკოლაში დაბრუნება",
        "health": "ფსიქიკური ჯანმრთელობა და ფსიქოსოციალური მხარდაჭერა",
        "share": "აღრიცხული საჭიროების წილი, რომელიც დაკმაყოფილდება",
        "name": "სერვისის დასახელება",
        "name_hint": "როგორც ხალხი ეძახის, აბრევიატურების გარეშე.",
        "day": "პირველი დღე",
        "sex": "ვისთვის არის",
        "all": "ყველასთვის",
        "girls": "გოგონები და ქალები",
        "boys": "ბიჭები და კაცები",
        "file": "შევსებული ცხრილი",
        "agree": "ინფორმაცია დღეს გადამოწმდა",
        "phone": "ტელეფონი",
        "wrong": "ტელეფონის ნომერში მხოლოდ ციფრებია.",
    },
}


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, in the reader's language where it has one of the two samples."""
    words = WORDS.get(get_language() or "en", WORDS["en"])
    return render(request, "look/gallery.html", {"w": words, **_ways(words), **_records(words)})


def sample_form(words: dict[str, str], data: dict[str, str] | None = None) -> forms.Form:
    """One field of each kind; bound to `data`, it has errors."""

    class Sample(forms.Form):
        name = forms.CharField(label=words["name"], help_text=words["name_hint"])
        about = forms.CharField(label=words["about"], widget=forms.Textarea, required=False)
        phone = forms.RegexField(
            r"^\d+$", label=words["phone"], error_messages={"invalid": words["wrong"]}
        )
        place = forms.ChoiceField(
            label=words["street"],
            choices=[(n, words["place"].format(n)) for n in OUTLINES],
        )
        sex = forms.ChoiceField(
            label=words["sex"],
            choices=[(key, words[key]) for key in ("all", "girls", "boys")],
            widget=forms.RadioSelect,
        )
        needs = forms.MultipleChoiceField(
            label=words["need"],
            choices=[(key, words[key]) for key in ("substance", "school", "health")],
            widget=forms.CheckboxSelectMultiple,
        )
        day = forms.DateField(label=words["day"], widget=DateInThree(), required=False)
        file = forms.FileField(label=words["file"], required=False)
        agree = forms.BooleanField(label=words["agree"])

    return Sample(data, prefix="wrong" if data else "right")


def _ways(words: dict[str, str]) -> dict[str, Any]:
    values = [
        {"value": key, "label": words[key], "count": count, "checked": key == "substance"}
        for key, count in (("substance", 18), ("school", 7), ("health", 0))
    ]
    places = [words["place"].format(n) for n in OUTLINES]
    return {
        "form": sample_form(words),
        "wrong_form": sample_form(words, {"wrong-phone": "a", "wrong-day_day": "31"}),
        "facets": [
            {
                "name": "need",
                "label": words["need"],
                "values": values,
                "more_url": "#",
                "more_count": 6,
            },
            {"name": "sex", "label": words["sex"], "values": values[1:], "kind": "radio"},
        ],
        "page": Paginator(range(400), 20).page(6),
        "tabs": [
            {"label": place, "url": "#", "current": n == 1, "count": n * 7}
            for n, place in enumerate(places[:3])
        ],
        "steps": [
            {"label": words["name"], "state": "done", "url": "#"},
            {"label": words["sex"], "state": "current"},
            {"label": words["file"], "state": "todo"},
        ],
        "crumbs": [{"label": words["need"], "url": "#"}, {"label": words["substance"]}],
    }


def _records(words: dict[str, str]) -> dict[str, Any]:
    at = datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
    change = {"label": words["phone"], "before": "32 200 00 00", "after": "32 200 00 01"}
    return {
        "at": at,
        "entries": [
            {"at": at, "who": "Nino", "what": words["name"], "changes": [change]},
            {"at": at, "who": "Giorgi", "what": words["agree"], "note": words["about"]},
        ],
        "columns": [
            {"title": words["service"], "url": "#", "note": words["place"].format(3)},
            {"title": words["club"], "url": "#", "note": words["place"].format(6)},
        ],
        "compared": [
            {
                "label": words["phone"],
                "values": ["32 200 00 00", "32 200 00 01"],
                "differs": True,
                "name": "phone",
                "chosen": 0,
                "note": words["wrong"],
            },
            {"label": words["sex"], "values": [words["all"], words["all"]], "differs": False},
        ],
        "hours": [
            {"day": words["monday"], "hours": "10:00–17:00"},
            {"day": words["sunday"], "hours": ""},
        ],
        "map": draw_map(
            [_area(code, words) for code in OUTLINES],
            title=words["substance"],
            description=words["share"],
            legend={"q0": "0 %", "q1": "1–40 %", "q2": "41–60 %", "q3": "61–80 %", "q4": "> 80 %"},
            caption=True,
        ),
        "bars": draw_bars(
            [
                Bar(words["substance"], 62, "62 %", "#"),
                Bar(words["school"], 0, "0 %"),
                Bar(words["health"], None),
            ],
            title=words["need"],
            unit=words["share"],
            full=100,
        ),
    }


def _area(code: str, words: dict[str, str]) -> Area:
    outline = OUTLINES[code]
    return Area(
        code=code,
        label=words["place"].format(code),
        polygons=[outline],
        band=BANDS.get(code, "q2"),
        href="" if BANDS.get(code) == "occupied" else f"#{code}",
        point=outline[0],
        mark="" if code == "8" else code,
    )
