from ertad.profiles.models.challenges import Challenge, SharedBy
from ertad.profiles.models.institutions import InstitutionProfile
from ertad.profiles.models.specialists import SpecialistProfile

__all__ = ["Challenge", "InstitutionProfile", "SharedBy", "SpecialistProfile"]
