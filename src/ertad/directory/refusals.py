"""Why an act of this room was refused, as exceptions that screens turn into words."""

from collections.abc import Sequence

from ertad.directory.record.checking import Problem


class Refused(Exception):
    """The act cannot be done as asked; nothing was written."""


class NotRunning(Refused):
    """The service has ended or was merged into another; only undoing that changes it."""


class WrongRecord(Refused):
    """The record would not be right. `problems` says where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(f"{problem.key}: {problem.code}" for problem in problems))
        self.problems = list(problems)


class LaterEdits(Refused):
    """Fields of a revision that were changed again since; the person must say which to put back."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = list(keys)


class AlreadyAdded(Refused):
    """A service with this id exists and says something else."""


class PartOfAMerge(Refused):
    """The revision belongs to a merge, which is undone as a whole."""


class TooManyReports(Refused):
    """One address has sent as many reports as it may within an hour."""


class HoldsPersonalNumber(Refused):
    """The text holds an 11-digit number, which could be somebody's personal number."""


class TooMany(Refused):
    """A list would hold more services, or somebody keep more lists or searches, than may be."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most
