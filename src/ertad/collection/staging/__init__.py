"""From a file to rows: read by headers, compared with the directory, checked; nothing published."""

from ertad.collection.staging.checking import NotTaken, check_submission, tables_of
from ertad.collection.staging.merging import open_conflicts, settled, three_way
from ertad.collection.staging.places import save_places
from ertad.collection.staging.staged import Staged, StagedRow, stage

__all__ = [
    "NotTaken",
    "Staged",
    "StagedRow",
    "check_submission",
    "open_conflicts",
    "save_places",
    "settled",
    "stage",
    "tables_of",
    "three_way",
]
