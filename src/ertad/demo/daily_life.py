"""What happens between rounds: owners edit their own services, readers report mistakes."""

from datetime import datetime
from uuid import UUID

from ertad.audit.models import Revision
from ertad.demo.acting import Cast, demo_id
from ertad.directory.acts.edit_service import edit_service
from ertad.directory.acts.end_service import end_service
from ertad.directory.acts.report_mistake import report_mistake
from ertad.directory.acts.set_places import set_places
from ertad.directory.acts.undo_revision import undo_revision
from ertad.directory.acts.unmet import record_unmet_demand
from ertad.directory.acts.write_how_to_enter import Written, write_how_to_enter
from ertad.directory.models import Service
from ertad.directory.record import read_record
from ertad.kernel.actor import Actor
from ertad.kernel.languages import more_languages

REPORTS = (
    ("city-3", 0, "phone", "ამ ნომერზე არავინ პასუხობს, მეორე დღეა ვრეკავ."),
    ("city-3", 1, "hours", "შაბათს დაკეტილია, აქ კი წერია, რომ ღიაა."),
    ("steps", 0, "address", "The entrance is from the yard, behind the pharmacy."),
    ("youth-1", 0, "ended", "ეს წრე წელს აღარ მუშაობს."),
    ("clinic-2", 0, "other", "Il faut maintenant prendre rendez-vous une semaine avant."),
)
"""Institution, which of its services, what, and the reader's words."""
SOUGHT = (("example-7", "service_type:ADD-CON", 3), ("example-9", "service_type:LEG-AID", 2),
          ("example-4", "service_type:PSY-ANG", 1))  # fmt: skip

IN_MORE_LANGUAGES = {
    "az": "Bir gün əvvəl zəng edin; ilk görüşə valideyn də gəlir.",
    "hy": "Զանգահարեք նախորդ օրը. առաջին հանդիպմանը գալիս է նաև ծնողը։",
    "ru": "Позвоните накануне; на первую встречу приходит и родитель.",
}
"""What the service of `fill_daily_life` says in Georgian: how to enter."""


def fill_daily_life(cast: Cast) -> None:
    """From the publication of the last round until the opening of this one."""
    eka, lasha = cast.staff["youth-1"], cast.answering["steps"]
    keys = _services("youth-1")
    set_places(service_id=keys[1], state="open", by=eka, at=cast.ago(12, "10:15"))
    set_places(service_id=keys[2], state="waiting", by=eka, at=cast.ago(12, "10:16"))
    change(
        keys[0], by=eka, at=cast.ago(30, "17:00"),
        how_to_enter_ka="დარეკეთ წინა დღეს; პირველ შეხვედრაზე მშობელიც მოდის.",
    )  # fmt: skip
    texts = {
        each.code: Written(IN_MORE_LANGUAGES[each.code], False, 0) for each in more_languages()
    }
    write_how_to_enter(service_id=keys[0], texts=texts, by=eka, at=cast.ago(30, "17:20"))
    steps = _services("steps")
    change(steps[0], by=lasha, at=cast.ago(25, "09:40"), max_age=19)
    change(steps[0], by=lasha, at=cast.ago(24, "12:00"), email="wrong@example.org")
    last = Revision.objects.filter(object_id=str(steps[0])).order_by("-id").first()
    assert last is not None  # noqa: S101 (just written)
    undo_revision(revision_id=last.pk, by=lasha, at=cast.ago(24, "12:05"))
    end_service(
        service_id=_services("city-2")[-1], ended_on=cast.day(15),
        by=cast.answering["city-2"], at=cast.ago(14, "14:00"),
    )  # fmt: skip
    for number, (code, index, what, text) in enumerate(REPORTS):
        report_mistake(
            service_id=_services(code)[index], what=what, text=text, address=f"reader {number}",
            at=cast.ago(13 - number, "20:10"), report_id=demo_id("report", number),
        )  # fmt: skip
    for municipality, codes, times in SOUGHT:
        for days in range(times):
            record_unmet_demand(municipality=municipality, codes=codes, day=cast.day(days + 1))


def change(service_id: UUID, *, by: Actor, at: datetime, **fields: object) -> None:
    """An owner's edit of some fields; it is live at once."""
    service = Service.objects.get(pk=service_id)
    record = {**read_record(service), **fields}
    edit_service(service_id=service_id, record=record, base_version=service.version, by=by, at=at)


def _services(code: str) -> list[UUID]:
    """The institution's running services, in the order of their Georgian names."""
    found = Service.objects.active().filter(institution__code=code).order_by("name_ka", "id")
    return list(found.values_list("pk", flat=True))
