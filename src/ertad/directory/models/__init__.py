from ertad.directory.models.details import (
    Attribute,
    Contact,
    CostOption,
    Phone,
    Places,
    RequiredDocument,
    ServiceArea,
    ServiceForeignId,
    ServiceLanguage,
)
from ertad.directory.models.locations import Location, Schedule, ServiceAtLocation
from ertad.directory.models.merges import Merge
from ertad.directory.models.reports import MistakeReport, UnmetDemand
from ertad.directory.models.services import Programme, Service
from ertad.directory.models.versions import DirectoryState, Publication, SearchEntry

__all__ = [
    "Attribute",
    "Contact",
    "CostOption",
    "DirectoryState",
    "Location",
    "Merge",
    "MistakeReport",
    "Phone",
    "Places",
    "Programme",
    "Publication",
    "RequiredDocument",
    "Schedule",
    "SearchEntry",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceForeignId",
    "ServiceLanguage",
    "UnmetDemand",
]
