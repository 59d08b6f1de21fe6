"""The words of opening hours in English, Georgian and French, and how they are told apart."""

import re

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAYS = {
    "MO": r"mondays?|mon|mo|lundis?|lun|ორშ(?:აბათ)?",
    "TU": r"tuesdays?|tues?|tu|mardis?|mar|სამშ(?:აბათ)?|სამ",
    "WE": r"wednesdays?|weds?|we|mercredis?|mer|ოთხ(?:შ(?:აბათ)?)?",
    "TH": r"thursdays?|thurs?|thu|th|jeudis?|jeu|ხუთ(?:შ(?:აბათ)?)?",
    "FR": r"fridays?|fri|fr|vendredis?|ven|პარ(?:ასკევ)?",
    "SA": r"saturdays?|sat|sa|samedis?|sam|შაბ(?:ათ)?",
    "SU": r"sundays?|sun|su|dimanches?|dim|კვ(?:რ|ირ)?",
}
_ENDING = r"(?:ა?მდე|იდან|დან|ობით|ის|ას|ს|ით|ი|ა)?"
_WORDS: tuple[tuple[str, str], ...] = (
    ("always", r"24\s?/\s?7(?:\s?/\s?365)?"
               r"|24\s?h(?:ours?)?\s?(?:a day)?,?\s?(?:7 days a week|7\s?/\s?7)"
               r"|24h?\s?/\s?24,?\s?(?:et\s)?7\s?j?\s?/\s?7|7\s?j?\s?/\s?7,?\s?24h?\s?/\s?24"
               r"|(?:open\s)?24\s?hours(?: a day)?|around the clock|jour et nuit"
               r"|სადღეღამისოდ?|24 საათ(?:ი|ის განმავლობაში)"),
    ("everyday", r"every\s?day|daily|all week|7 days(?: a week)?|ყოველდღე(?:\w*)|ყოველ დღე"
                 r"|tous les jours|7\s?j\s?/\s?7"),
    ("weekdays", r"(?:on\s)?(?:weekdays|working days|business days|week days)|სამუშაო დღე\w*"
                 r"|jours ouvrables|en semaine"),
    ("weekend", r"(?:on\s)?(?:the\s)?week-?ends?|le week-?end|უქმეებზე"),
    ("appointment", r"(?:and\s|or\s|et\s)?(?:only\s)?(?:by|with|on)\s(?:prior\s)?"
                    r"appointments?(?: only)?"
                    r"|appointments? only|(?:or\s)?by arrangement|(?:წინასწარი\s)?ჩაწერით"
                    r"|(?:uniquement\s)?sur rendez-?vous(?: uniquement)?|sur rdv"),
    ("closed", r"closed|დახურულია?|არ მუშაობს|დასვენება|უქმე|fermée?s?|ferme"),
    ("break", r"(?:closed\sfor\s)?(?:lunch)(?:\s?break|\s?time)?|break|შესვენებ\w*"
              r"|pause(?:\sdéjeuner)?|déjeuner"),
    ("noon", r"noon|midday|midi|შუადღ\w*"),
    ("midnight", r"midnight|minuit|შუაღამ\w*"),
)  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2})(?:\s?[:.hჰ]\s?(?P<minute>\d{2})(?!\d))?(?::\d{2})?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|(?P<h>\s?(?:h(?:eures?)?\b|სთ\.?|საათ(?:იდან|ამდე|ზე|ი)?)))?"
    r"(?:\s?-?\s?(?P<until>დან|მდე|ზე)\b)?"
)
TOKEN = re.compile(
    "|".join(
        [
            *(rf"(?P<{name}>\b(?:{pattern})(?!\w))" for name, pattern in _WORDS),
            *(rf"(?P<{day}>\b(?:{pattern}){_ENDING}(?!\w)\.?)" for day, pattern in _DAYS.items()),
            rf"(?P<time>{_TIME})",
            r"(?P<to>-|→|\b(?:to|till?|until|through|thru|au|à|jusqu'à|ჩათვლით)(?!\w))",
            r"(?P<also>[,;/&+|\n]|\b(?:and|et|და)(?!\w))",
            r"(?P<noise>[\s:.()]|\b(?:open|opening|hours?|office|from|between|de|du|des|le|les|l|the|on|at|each"
            r"|ouvert|horaires?|სამუშაო|საათები|მუშაობს|ღიაა|ღია|o'clock)(?!\w)|')",
            r"(?P<unknown>\w+|.)",
        ]
    ),
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_GEORGIAN = re.compile("[\u10d0-\u10ff]")


def plain(text: str) -> str:
    text = text.casefold().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    return re.sub(r"\s*[‐‑‒–—−]\s*", "-", text)


def counts_to_24(text: str) -> bool:
    """Whether the text counts hours to 24: it says one above 12, or is not English."""
    told = plain(text)
    hours_said = [int(found["hour"]) for found in re.finditer(_TIME, told)]
    return bool(
        any(hour > 12 for hour in hours_said)
        or _GEORGIAN.search(told)
        or re.search(r"\d\s?h\b|\dh\d|\b(?:lun|mar|mer|jeu|ven|sam|dim)(?:di)?\b", told)
    )


def is_noise(found: re.Match[str]) -> bool:
    return found["noise"] is not None


def kind(found: re.Match[str]) -> str:
    for name in ("time", "to", "also", "unknown", *(name for name, _pattern in _WORDS)):
        if found[name] is not None:
            return name
    return "day"


def day(found: re.Match[str]) -> str:
    return next(day for day in WEEK if found[day] is not None)
