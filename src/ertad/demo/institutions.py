"""The fictional institutions: an agency with bureaus, ten city halls and their bodies, NGOs."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_DNS, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_DNS, "demo.ertad.example.org")
TOWNS = range(1, 11)


@dataclass(frozen=True)
class DemoInstitution:
    """`sector` is the letter by which `data/services.csv` says who runs a kind of service."""

    code: str
    kind: str
    sector: str
    ka: str
    en: str
    fr: str
    towns: tuple[int, ...]
    parent: str = ""
    nationwide: bool = False

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE, self.code)

    @property
    def municipalities(self) -> list[str]:
        return [f"example-{town}" for town in self.towns]


BUREAUS = (
    ("bureau-middle", "შუა", "Middle", "du Centre", (1, 4, 6, 7)),
    ("bureau-west", "დასავლეთის", "Western", "de l’Ouest", (1, 2, 5, 9)),
    ("bureau-east", "აღმოსავლეთის", "Eastern", "de l’Est", (3, 6, 8, 10)),
)
NGOS = (
    ("steps", "ნაბიჯები", "Steps", "Pas à pas", (1, 6)),
    ("bridge", "ხიდი", "Bridge", "Le Pont", (3, 8, 10)),
    ("new-day", "ახალი დღე", "New Day", "Nouveau jour", (1, 2, 5)),
    ("window", "სარკმელი", "Window", "La Fenêtre", (4, 7)),
    ("lighthouse", "შუქურა", "Lighthouse", "Le Phare", (2, 9)),
    ("family-house", "ოჯახის სახლი", "Family House", "Maison de la famille", (1, 3)),
    ("chance", "შანსი", "Chance", "La Chance", (5, 6, 8)),
    ("workshop", "სახელოსნო", "Workshop", "L’Atelier", (1, 8)),
    ("voice", "ხმა", "Voice", "La Voix", (7, 10)),
    ("road", "გზა", "Road", "La Route", (2, 3, 9)),
    ("neighbours", "მეზობლები", "Neighbours", "Voisins", (4, 5)),
)


def demo_institutions() -> list[DemoInstitution]:
    """All of them, parents before their branches."""
    return list(_all())


def _all() -> Iterator[DemoInstitution]:
    yield DemoInstitution(
        "agency", "lepl", "a", "სამაგალითო პრევენციისა და პრობაციის სააგენტო",
        "Example agency for prevention and probation",
        "Agence d’exemple de prévention et de probation", (), nationwide=True,
    )  # fmt: skip
    for code, ka, en, fr, towns in BUREAUS:
        yield DemoInstitution(
            code, "probation_bureau", "b",
            f"სამაგალითო პრობაციის {ka} ბიურო",
            f"Example {en} probation bureau", f"Bureau de probation {fr} (exemple)",
            towns, "agency",
        )  # fmt: skip
    for town in TOWNS:
        yield DemoInstitution(
            f"city-{town}", "city_hall", "m", f"სამაგალითო {town}-ის მერია",
            f"Example {town} city hall", f"Mairie d’Exemple {town}", (town,),
        )  # fmt: skip
        yield DemoInstitution(
            f"youth-{town}", "municipal_nnle", "y",
            f"სამაგალითო {town}-ის ახალგაზრდობისა და სპორტის ცენტრი",
            f"Example {town} centre for youth and sport",
            f"Centre jeunesse et sport d’Exemple {town}", (town,), f"city-{town}",
        )  # fmt: skip
    for number, served in ((1, (1, 6, 7)), (2, (2, 5, 9)), (3, (3, 8, 10))):
        yield DemoInstitution(
            f"clinic-{number}", "health_provider", "h", f"სამაგალითო კლინიკა {number}",
            f"Example clinic {number}", f"Clinique d’exemple {number}", served,
        )  # fmt: skip
    for town in (1, 3, 6, 9):
        yield DemoInstitution(
            f"college-{town}", "school_org", "s", f"სამაგალითო {town}-ის პროფესიული კოლეჯი",
            f"Example {town} vocational college", f"Collège professionnel d’Exemple {town}",
            (town,),
        )  # fmt: skip
    yield DemoInstitution(
        "legal-aid", "lepl", "l", "სამაგალითო იურიდიული დახმარების ბიურო",
        "Example legal aid office", "Bureau d’aide juridique d’exemple", tuple(TOWNS),
    )  # fmt: skip
    for code, ka, en, fr, reached in NGOS:
        yield DemoInstitution(
            code, "ngo", "n", f"სამაგალითო ორგანიზაცია „{ka}“", f"Example NGO “{en}”",
            f"ONG d’exemple « {fr} »", reached,
        )  # fmt: skip
