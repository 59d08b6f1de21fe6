"""The demo's accounts, one for each role; refused by the production settings."""

from dataclasses import dataclass

from ertad.kernel.roles import Role

PASSWORD = "together-2026"  # noqa: S105  # known to everyone on purpose


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    role: Role
    institution: str
    shown_role: str
    language: str = "ka"


ACCOUNTS = (
    Account("nino@example.org", "Nino", Role.COORDINATOR, "agency", "coordinator"),
    Account("marie@example.org", "Marie", Role.SPECIALIST, "bureau-west", "specialist", "fr"),
    Account(
        "giorgi@example.org", "Giorgi", Role.FOCAL_POINT, "city-3", "focal point of a city hall"
    ),
    Account("tamar@example.org", "Tamar", Role.DEPUTY, "city-3", "deputy of the focal point"),
    Account("lasha@example.org", "Lasha", Role.FOCAL_POINT, "steps", "focal point of an NGO"),
    Account("eka@example.org", "Eka", Role.PROVIDER_STAFF, "youth-1", "staff of a provider"),
    Account("dato@example.org", "Dato", Role.INSTITUTION_ADMIN, "city-1", "institution admin"),
    Account("salome@example.org", "Salome", Role.READER, "city-5", "reader"),
    Account("keti@example.org", "Keti", Role.EXPERT, "agency", "expert"),
    Account("irakli@example.org", "Irakli", Role.AUDITOR, "agency", "auditor"),
)
FOCAL_POINTS = {
    "city-1": "Ana", "city-2": "Levan", "city-4": "Maka", "city-5": "Zurab", "city-6": "Ia",
    "city-7": "Gela", "city-8": "Rusudan", "city-9": "Temo", "city-10": "Lali",
    "bureau-middle": "Otar", "bureau-west": "Luka", "bureau-east": "Nana", "new-day": "Beka",
    "family-house": "Manana", "bridge": "Shota", "chance": "Ketevan", "voice": "David",
    "lighthouse": "Sopo", "clinic-1": "Tea", "clinic-2": "Vano",
}  # fmt: skip
"""Institution -> who answers its rounds. They have no password: a code is sent to their address."""
SPECIALISTS = {"bureau-middle": "Lia", "bureau-east": "Vakho"}
"""Bureau -> a specialist besides Marie, without a password too."""
