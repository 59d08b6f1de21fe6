from ertad.privacy.models.breaches import Breach
from ertad.privacy.models.purges import Purge
from ertad.privacy.models.requests import AccessRequest

__all__ = ["AccessRequest", "Breach", "Purge"]
