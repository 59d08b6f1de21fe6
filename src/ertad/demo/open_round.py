"""The round that is open now: its institutions stand at every step, with real sheets.

Untouched: city 7, the eastern bureau, New Day. Workbook taken: city 8, the middle bureau, Chance.
Refused: city 9 (another's workbook), Voice (not a workbook). Checked: city 3 (warnings, a
difference to settle), city 4 (errors), clinic 1 (a list of its own). Just received: Lighthouse.
Sent: city 1, city 5, Bridge. Returned: city 6, Steps. Accepted: city 2, city 10 (at the second
try), Family House, clinic 2, the western bureau.
"""

from datetime import timedelta

from ertad.collection.acts.ask_for_time import ask_for_time
from ertad.collection.letters.reminding import remind_due
from ertad.collection.workbook.labels import Labels, read_labels
from ertad.demo.acting import Cast, demo_id
from ertad.demo.answering import Asked, opened_round, quarter_of
from ertad.demo.daily_life import change
from ertad.demo.mess import clinic_list, errors_of_city_4, habits_of_city_3
from ertad.demo.new_rows import add_service, service_in, tell_again
from ertad.demo.sheets import FilledWorkbook
from ertad.directory.models import Service
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.notices.acts.deliver_due import deliver_due
from ertad.people.models import Membership

OPENED, DUE_IN = 9, 5
CODES = (
    *(f"city-{number}" for number in range(1, 11)),
    "bureau-middle", "bureau-west", "bureau-east", "clinic-1", "clinic-2",
    "steps", "new-day", "family-house", "bridge", "chance", "voice", "lighthouse",
)  # fmt: skip
ONLY_TAKEN = ("city-8", "bureau-middle", "chance")
LANGUAGE_OF = {"bureau-west": "fr", "clinic-2": "en"}


def fill_open_round(cast: Cast) -> None:
    """Opened nine days ago, due in five."""
    round_ = opened_round(
        cast, codes=CODES, opened=OPENED, due_on=cast.day(-DUE_IN),
        quarter=quarter_of(cast.day(0)),
    )  # fmt: skip
    labels = read_labels()
    asked = {code: Asked(cast, round_.pk, code, LANGUAGE_OF.get(code, "ka")) for code in CODES}
    for day, code in zip((8, 6, 4), ONLY_TAKEN, strict=True):
        asked[code].take(cast.ago(day, "12:20"))
    _confirmed(asked, labels)
    _sent(asked, labels)
    _returned(asked, labels)
    _refused(asked)
    _checked(asked, labels)
    book = asked["lighthouse"].take(cast.ago(1, "17:00"))
    book.confirm_all()
    asked["lighthouse"].receive(book.saved(), cast.now - timedelta(minutes=2))
    reminded = cast.ago(2, "08:00")
    remind_due(reminded)
    deliver_due(reminded)
    _wants_more_time(asked["city-8"])


def _wants_more_time(one: Asked) -> None:
    """Its only social worker is away; Nino has not answered yet."""
    cast = one.cast
    ask_for_time(
        extension_id=demo_id("extension", one.code), invitation=one.invitation(),
        until=cast.day(-DUE_IN - 7), by=cast.answering[one.code], at=cast.ago(1, "12:15"),
        reason="ერთადერთი სოციალური მუშაკი კვირის ბოლომდე შვებულებაშია.",
    )  # fmt: skip


def _confirmed(asked: dict[str, Asked], labels: Labels) -> None:
    """Accepted already: most had only to say that all is as it was."""
    for day, code in ((7, "city-2"), (7, "family-house"), (6, "clinic-2"), (5, "bureau-west")):
        one = asked[code]
        book = one.take(one.cast.ago(day, "10:30"))
        book.confirm_all()
        row = book.services.rows[1]
        now_full = labels.said("places", "full", book.language)
        book.change(row, places=now_full, places_as_of=one.cast.day(day))
        one.send_up(book.saved(), one.cast.ago(day, "16:10"))
        one.send(one.cast.ago(day, "16:15"))
        one.accept(one.cast.ago(day - 1, "10:45"))
    _by_telephone(asked["city-10"])


def _by_telephone(one: Asked) -> None:
    """City 10 sent its file by e-mail; Nino sends it up for them, and returns it."""
    by = one.cast.for_them("city-10", "ფაილი ელფოსტით გამომიგზავნეს; პორტალზე ვერ შევიდნენ.")
    book = one.take(one.cast.ago(7, "11:00"), by)
    book.confirm_all()
    row = book.services.rows[2]
    book.change(row, min_age=6, max_age=60)
    one.send_up(book.saved(), one.cast.ago(7, "11:30"), by=by)
    one.send(one.cast.ago(7, "11:35"), by)
    one.send_back(one.cast.ago(6, "09:50"), "", {row: "60 წლამდე ნამდვილად იღებთ?"})
    book.change(row, max_age=16)
    one.send_up(book.saved(), one.cast.ago(4, "13:00"))
    one.send(one.cast.ago(4, "13:05"))
    one.accept(one.cast.ago(3, "15:30"))


def _sent(asked: dict[str, Asked], labels: Labels) -> None:
    """Waiting for review, with services that others run, or seem to run, too."""
    for day, code in ((4, "city-1"), (3, "city-5"), (2, "bridge")):
        one = asked[code]
        book = one.take(one.cast.ago(day, "09:45"))
        book.confirm_all()
        match code:
            case "city-1":
                _tell_of_others(book, labels)
            case "city-5":
                service, place = service_in("new-day", 5, "FAM-COU")
                tell_again(book, labels, service, place, name="ოჯახის ფსიქოლოგი (საუბრები ოჯახთან)")
                _move_hours(book)
            case _:
                _add_a_branch(book, labels)
        one.send_up(book.saved(), one.cast.ago(day, "17:20"))
        one.send(one.cast.ago(day, "17:30"))


def _tell_of_others(book: FilledWorkbook, labels: Labels) -> None:
    """Two services of NGOs as the city hall's own, one in Latin letters; one said to be theirs."""
    service, place = service_in("steps", 1, "LEI-SPO")
    tell_again(
        book, labels, service, place, name="kalatburti mozardebistvis (xmeleti)",
        description="kvirashi samjer, sastumro darbazshi",
    )  # fmt: skip
    service, _place = service_in("new-day", 1, "PSY-PEE")
    tell_again(book, labels, service, None, name="გამოცდილების წრე იალქანი", min_age=None)
    add_service(
        book, labels, name="უფასო ვახშამი უსახლკაროებისთვის", types="MAT-FOO", groups="T35",
        town="example-1", run_by="სამაგალითო ორგანიზაცია „ახალი დღე“",
        phones="+995 32 200 44 10", how_to_enter="მოდით ყოველ საღამოს, ექვსიდან რვამდე.",
        description="ცხელი საჭმელი ყოველ საღამოს.",
    )  # fmt: skip


def _move_hours(book: FilledWorkbook) -> None:
    """Opening times in the ways in which people type them."""
    for row, (opens, closes) in zip(
        book.hours.rows, (("10.00", "18.00"), ("9 სთ", "17:00"), ("14:30", "19h")), strict=False
    ):
        book.hours.write(row, opens=opens, closes=closes)


def _add_a_branch(book: FilledWorkbook, labels: Labels) -> None:
    """The same service of the same NGO in another town is a branch, nobody's duplicate."""
    service, _place = service_in("bridge", 10, "FAM-DAY")
    book.places.add(
        place_name="„ხიდი“ მესამე ქალაქში", address="სამაგალითო ქუჩა 12",
        municipality=labels.said("municipality", "example-3", book.language),
    )  # fmt: skip
    add_service(
        book, labels, name=service["name_ka"], types="FAM-DAY", groups="T10;T35",
        town="example-3", min_age=6, max_age=16, at="„ხიდი“ მესამე ქალაქში",
        phones="+995 32 200 03 12", description=service["description_ka"],
        how_to_enter="დარეკეთ; პირველად მშობელი მოდის.",
    )  # fmt: skip
    add_service(
        book, labels, name="იურისტის კონსულტაცია პრობაციაზე მყოფთათვის", types="LEG-CON",
        groups="T20", town="example-8", run_by="იურიდიული დახმარების ბიურო",
        phones="+995 32 200 08 01", description="თვეში ორჯერ ჩვენს ოფისში.",
    )  # fmt: skip


def _returned(asked: dict[str, Asked], labels: Labels) -> None:
    """Nino has questions at rows; what she asks is for the institution to answer now."""
    one = asked["city-6"]
    book = one.take(one.cast.ago(6, "10:00"))
    book.confirm_all()
    first, second, *_rest = book.services.rows
    book.change(first, min_age=6, max_age=None)
    book.change(second, description="კარგი სერვისი.")
    one.send_up(book.saved(), one.cast.ago(6, "18:00"))
    one.send(one.cast.ago(6, "18:05"))
    comments = {first: "6 წლიდან, ზედა ზღვარის გარეშე? შარშან 20 წლამდე იყო.",
                second: "ორი წინადადებით მოყევით, რა ხდება იქ."}  # fmt: skip
    one.send_back(one.cast.ago(5, "11:15"), "გმადლობთ! ორი სტრიქონი დასაზუსტებელია.", comments)
    one = asked["steps"]
    book = one.take(one.cast.ago(5, "09:30"))
    book.confirm_all()
    mentoring = book.services.row_of("უფროსი მეგობარი")
    row = add_service(
        book, labels, name="უფროსი მეგობარი, მენტორები სკოლაში", types="PSY-MEN", groups="T10;T18",
        town="example-1", min_age=12, max_age=18, phones=book.services.read(mentoring, "phones"),
        description="მოხალისე მენტორი ხვდება მოსწავლეს კვირაში ერთხელ.",
        how_to_enter="მოგვმართეთ სკოლის მეშვეობით.",
    )  # fmt: skip
    one.send_up(book.saved(), one.cast.ago(4, "12:00"))
    one.send(one.cast.ago(4, "12:10"))
    comments = {row: "ეს ცალკე სერვისია, თუ „უფროსი მეგობარი“ სხვა ადგილას?"}
    one.send_back(one.cast.ago(3, "10:20"), "ერთი ახალი სტრიქონია გასარკვევი.", comments)


def _refused(asked: dict[str, Asked]) -> None:
    """Files that are not what was asked for; nothing of them is taken."""
    one = asked["city-9"]
    one.take(one.cast.ago(5, "14:00"))
    neighbour = asked["city-8"].take(one.cast.ago(5, "14:30"))
    one.send_up(neighbour.saved(), one.cast.ago(3, "12:40"), name="services city-8.xlsx")
    one = asked["voice"]
    one.take(one.cast.ago(4, "10:00"))
    one.send_up(
        b"%PDF-1.4\n% scanned list of services\n", one.cast.ago(2, "19:00"), name="scan.pdf"
    )


def _checked(asked: dict[str, Asked], labels: Labels) -> None:
    """Not sent yet: something is to be corrected, said of its columns, or settled first."""
    one = asked["city-4"]
    book = one.take(one.cast.ago(3, "11:00"))
    errors_of_city_4(book, one.cast.day(3))
    one.send_up(book.saved(), one.cast.ago(2, "16:00"))
    one = asked["clinic-1"]
    one.send_up(clinic_list(), one.cast.ago(2, "13:00"), name="კლინიკის სერვისები.xlsx")
    _meanwhile(asked["city-3"], labels)


def _meanwhile(one: Asked, labels: Labels) -> None:
    """Giorgi takes the workbook, Tamar corrects the directory, Giorgi sends other values."""
    book = one.take(one.cast.ago(6, "09:15"))
    book.confirm_all()
    row = book.services.row_of("ბინის ქირის დახმარება")
    service = Service.objects.get(pk=book.services.read(row, "service_id"))
    change(
        service.pk, by=_deputy(one), at=one.cast.ago(4, "15:00"),
        phones=["+995322003311"],
        description_ka="ქირის ნახევარი ერთ წლამდე, საბჭოს გადაწყვეტილებით.",
    )  # fmt: skip
    book.change(
        row, phones="+995 32 200 33 22; +995 32 200 33 23",
        description="ქირის ნაწილი ცხრა თვემდე; განაცხადს კომისია განიხილავს.",
    )  # fmt: skip
    habits_of_city_3(book, labels.said("places", "open", "ka"), one.cast.day(2))
    one.send_up(book.saved(), one.cast.ago(1, "16:45"))


def _deputy(one: Asked) -> Actor:
    held = Membership.objects.get(institution__code=one.code, role=Role.DEPUTY, ended_on=None)
    return Actor(Role.DEPUTY, held.user_id, held.institution_id)
