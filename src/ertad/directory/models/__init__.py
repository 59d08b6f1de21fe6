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
from ertad.directory.models.lists import ListedService, SavedList, SearchSubscription
from ertad.directory.models.locations import (
    Location,
    LocationForeignId,
    Schedule,
    ServiceAtLocation,
)
from ertad.directory.models.merges import Merge
from ertad.directory.models.other_languages import MoreHowToEnter
from ertad.directory.models.reports import MistakeReport, UnmetDemand
from ertad.directory.models.services import Programme, Service
from ertad.directory.models.versions import DirectoryState, Publication, SearchEntry
from ertad.directory.models.words import SearchTerm, SearchWords

__all__ = [
    "Attribute",
    "Contact",
    "CostOption",
    "DirectoryState",
    "ListedService",
    "Location",
    "LocationForeignId",
    "Merge",
    "MistakeReport",
    "MoreHowToEnter",
    "Phone",
    "Places",
    "Programme",
    "Publication",
    "RequiredDocument",
    "SavedList",
    "Schedule",
    "SearchEntry",
    "SearchSubscription",
    "SearchTerm",
    "SearchWords",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceForeignId",
    "ServiceLanguage",
    "UnmetDemand",
]
