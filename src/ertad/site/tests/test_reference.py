"""`ertad load-reference`: everything is there, and loading again changes nothing."""

from datetime import datetime

import pytest

from ertad.kernel.actor import SYSTEM
from ertad.places.distance import kilometres
from ertad.places.models import Municipality, MunicipalityAlias, OccupiedArea, Region
from ertad.site.acts.load_reference import load_reference
from ertad.vocabulary.models import LabelStatus, Term, Vocabulary

pytestmark = pytest.mark.django_db


def test_the_country_and_the_lists_are_there() -> None:
    real = Municipality.objects.filter(invented=False)

    assert real.count() == 64
    assert sum(m.population or 0 for m in real) == 3_713_804
    assert all(m.outline and m.name_ka and m.name_en and m.name_fr for m in real)
    assert OccupiedArea.objects.count() == 10
    assert Region.objects.filter(invented=False).count() == 12
    assert Vocabulary.objects.count() == 17
    assert Term.objects.filter(vocabulary="service_type").count() == 87


def test_loading_again_changes_nothing(now: datetime) -> None:
    counts = load_reference(by=SYSTEM, at=now)

    assert counts["new"] == counts["changed"] == 0
    assert counts["same"] > 500


def test_a_reviewed_label_survives_loading(now: datetime) -> None:
    term = Term.objects.filter(vocabulary="service_type", code="LEI-SPO")
    term.update(label_ka="სპორტული წრე", label_status_ka=LabelStatus.REVIEWED)

    load_reference(by=SYSTEM, at=now)

    assert term.get().label_ka == "სპორტული წრე"


def test_only_official_titles_stay_without_a_georgian_label() -> None:
    bare = Term.objects.filter(label_ka="").values_list("vocabulary_id", flat=True)

    assert set(bare) <= {"unodc_intervention", "edpqs_stage"}


def test_other_spellings_lead_to_the_municipality() -> None:
    aliases = MunicipalityAlias.objects.filter(name__in=["Tsqaltubo", "Qvareli", "სტეფანწმინდა"])

    assert {a.municipality_id for a in aliases} == {"tskaltubo", "kvareli", "kazbegi"}


def test_a_pathway_knows_its_ages() -> None:
    diversion = Term.objects.get(vocabulary="legal_pathway", code="diversion")
    assert (diversion.min_age, diversion.max_age) == (14, 20)


def test_distance_is_symmetric_and_plausible() -> None:
    tbilisi, batumi = (Municipality.objects.get(code=c).town for c in ("tbilisi", "batumi"))
    assert kilometres(tbilisi, batumi) == pytest.approx(kilometres(batumi, tbilisi))
    assert 260 < kilometres(tbilisi, batumi) < 275
