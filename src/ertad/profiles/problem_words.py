"""What is wrong with what was typed in this room, in the reader's language."""

from django.utils.translation import gettext as _

from ertad.directory.record.checking import Problem
from ertad.directory.record.problem_words import in_words as of_the_directory


def in_words(problem: Problem) -> str:
    """One or two sentences for the person who typed it. Raises KeyError for an unknown code."""
    own = _sentences().get(problem.code)
    return own % dict(problem.params) if own else of_the_directory(problem)


def _sentences() -> dict[str, str]:
    return {
        "too_many_figures": _("At most %(limit)s figures: choose those that say most."),
        "no_label": _("Say what this figure counts. One language is enough."),
        "no_number": _("Write a number, without words: 1240 or 12.5."),
        "no_year": _("Give the year, from %(from)s to %(to)s."),
        "no_source": _("Say where this figure comes from. One language is enough."),
        "no_description": _("Describe the challenge. One language is enough."),
        "no_answer": _("Say it in words, or choose a service or an institution."),
        "not_agreed": _("Tick that members may see this, or withdraw your profile."),
        "nothing_said": _("Write what you work on. One language is enough."),
    }
