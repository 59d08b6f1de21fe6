"""Reads of this room. All of it is what anybody may see: papers are passed on."""

from ertad.profiles.queries.council import CouncilTable, council_table
from ertad.profiles.queries.lines import Line, Where, lines
from ertad.profiles.queries.profile import Profile, profile
from ertad.profiles.queries.residents import KindOfHelp, Residents, residents_services
from ertad.profiles.queries.standing import Standing, standing

__all__ = [
    "CouncilTable",
    "KindOfHelp",
    "Line",
    "Profile",
    "Residents",
    "Standing",
    "Where",
    "council_table",
    "lines",
    "profile",
    "residents_services",
    "standing",
]
