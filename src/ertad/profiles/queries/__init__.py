"""Reads of this room. Papers hold what anybody may see, since they are passed on."""

from ertad.profiles.queries.challenges import (
    Asked,
    ChallengeLine,
    Register,
    challenge_lines,
    challenges_of,
    register,
    unsolved,
)
from ertad.profiles.queries.contacts import Contact, contacts_of, ways_to_reach
from ertad.profiles.queries.council import CouncilTable, council_table
from ertad.profiles.queries.lines import Line, Where, lines
from ertad.profiles.queries.own_words import OwnWords, own_words
from ertad.profiles.queries.profile import Profile, profile
from ertad.profiles.queries.residents import (
    KindOfHelp,
    Residents,
    number_of_residents_services,
    residents_services,
)
from ertad.profiles.queries.specialists import SpecialistLine, specialist_lines
from ertad.profiles.queries.standing import Standing, standing

__all__ = [
    "Asked",
    "ChallengeLine",
    "Contact",
    "CouncilTable",
    "KindOfHelp",
    "Line",
    "OwnWords",
    "Profile",
    "Register",
    "Residents",
    "SpecialistLine",
    "Standing",
    "Where",
    "challenge_lines",
    "challenges_of",
    "contacts_of",
    "council_table",
    "lines",
    "number_of_residents_services",
    "own_words",
    "profile",
    "register",
    "residents_services",
    "specialist_lines",
    "standing",
    "unsolved",
    "ways_to_reach",
]
