"""What is wrong with a record and what to do about it, in the reader's language."""

from django.utils.translation import gettext as _

from ertad.directory.record.checking import Problem


def in_words(problem: Problem) -> str:
    """One or two sentences for the person who typed it. Raises KeyError for an unknown code."""
    return _sentences()[problem.code] % dict(problem.params)


def _sentences() -> dict[str, str]:
    return {
        "no_name": _("Give the service a name. One language is enough."),
        "no_type": _("Choose at least one type of service."),
        "personal_number": _(
            "This text holds an 11-digit number, which could be somebody's personal number."
            " Remove it. If it is a phone number, write it under Phone."
        ),
        "too_long": _("This text is too long: at most %(limit)s characters."),
        "unknown_code": _("“%(code)s” is not in the list. Choose from the list."),
        "age_range": _("An age is a whole number from 0 to %(limit)s."),
        "ages_reversed": _(
            "From age %(from)s to age %(to)s is the wrong way round. Check both ages."
        ),
        "hours_reversed": _(
            "Opening hours end before they begin: %(from)s to %(to)s. Check both times."
        ),
        "hours_overlap": _("Two opening times on one day overlap: %(from)s to %(to)s."),
        "pathway_ages": _("Nobody of these ages can be on this legal pathway. Check the ages."),
        "day_to_come": _("This day is still to come. Give today or an earlier day."),
        "say_what": _("Write in a few words what is wrong."),
        "no_address": _("Give an address or a name. One language is enough."),
        "no_municipality": _("Choose the municipality."),
        "half_a_point": _("Give both numbers of the point on the map, or none."),
        "no_such_point": _("There is no such point: latitude is from -90 to 90, longitude to 180."),
        "far_away": _("This point is %(km)s km from %(town)s. Check both numbers."),
        "usually_confidential": _("A service of this type usually has a confidential address."),
    }
