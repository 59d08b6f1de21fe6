"""The round of last quarter: twelve of thirteen answered, one merge, and it was published."""

from datetime import timedelta

from ertad.collection.acts.answer_pair import answer_pair
from ertad.collection.acts.close_round import close_round
from ertad.collection.acts.publish_round import publish_round
from ertad.collection.models import Pair, Round
from ertad.collection.workbook.labels import Labels, read_labels
from ertad.demo.acting import Cast, demo_id
from ertad.demo.answering import Asked, opened_round, quarter_of
from ertad.demo.new_rows import add_service, service_in, tell_again
from ertad.demo.sheets import FilledWorkbook

LAST_ROUND_OPENED, DUE, CLOSED, LAST_ROUND_PUBLISHED = 70, 52, 50, 47
"""Days before now."""
CODES = (
    "city-1", "city-2", "city-3", "city-5", "city-6", "city-8", "bureau-west", "steps", "bridge",
    "new-day", "family-house", "clinic-1", "clinic-2",
)  # fmt: skip
SILENT = "city-8"
TWICE_TOLD = "მობილური ჯგუფი ქუჩაში მომუშავე ბავშვებთან"


def fill_last_round(cast: Cast) -> None:
    """Asked, answered, reviewed, closed, published: all in its time."""
    first, _last = quarter_of(cast.day(0))
    round_ = opened_round(
        cast, codes=CODES, opened=LAST_ROUND_OPENED, due_on=cast.day(DUE),
        quarter=quarter_of(first - timedelta(days=1)),
    )  # fmt: skip
    labels = read_labels()
    Asked(cast, round_.pk, SILENT).take(cast.ago(60, "16:40"))
    for number, code in enumerate(code for code in CODES if code != SILENT):
        language = "fr" if code == "bureau-west" else "ka"
        _answer(Asked(cast, round_.pk, code, language), labels, day=67 - number)
    _settle_pairs(cast)
    round_ = Round.objects.get(pk=round_.pk)
    close_round(round=round_, by=cast.coordinator, at=cast.ago(CLOSED, "18:00"))
    publish_round(round=round_, by=cast.coordinator, at=cast.ago(LAST_ROUND_PUBLISHED, "12:30"))


def _answer(asked: Asked, labels: Labels, day: int) -> None:
    """Taken, filled, sent up and sent on one day; accepted on the next."""
    cast = asked.cast
    book = asked.take(cast.ago(day, "10:10"))
    book.confirm_all()
    _fill(asked, book, labels)
    asked.send_up(book.saved(), cast.ago(day, "15:05"))
    asked.send(cast.ago(day, "15:20"))
    if asked.code == "city-5":
        first = book.services.rows[0]
        asked.send_back(
            cast.ago(day - 1, "11:00"), "გმადლობთ! ერთი კითხვა დარჩა.",
            {first: "აღწერაში მიუთითეთ, ვინ მუშაობს ოჯახთან."},
        )  # fmt: skip
        book.change(first, description="სოციალური მუშაკი და ფსიქოლოგი ერთად მუშაობენ ოჯახთან.")
        asked.send_up(book.saved(), cast.ago(day - 1, "14:30"))
        asked.send(cast.ago(day - 1, "14:45"))
    asked.accept(cast.ago(day - 2, "10:00"))


def _fill(asked: Asked, book: FilledWorkbook, labels: Labels) -> None:
    """What is new at some of them."""
    match asked.code:
        case "city-1":
            book.end(book.services.rows[-1], asked.cast.day(75))
        case "city-2":
            service, place = service_in("new-day", 2, "NAV-MOB")
            tell_again(book, labels, service, place, name=TWICE_TOLD)
            service, _place = service_in("clinic-2", 2, "PSY-IND")
            tell_again(
                book, labels, service, None, name="საბავშვო ფსიქოლოგის მიღება",
                phones="+995 32 200 61 07", description="მერიის ფსიქოლოგი იღებს მშობლებს.",
            )  # fmt: skip
            add_service(
                book, labels, name="ჭადრაკის წრე „ეტლი“", types="LEI-CUL", groups="T10",
                town="example-2", min_age=7, max_age=17, phones="+995 32 200 21 06",
                description="ჭადრაკი დამწყებთათვის, კვირაში ორჯერ.",
                how_to_enter="მოდით ნებისმიერ შეხვედრაზე.",
            )  # fmt: skip
        case "family-house" | "clinic-1" | "clinic-2":
            for row in book.services.rows[10:]:
                book.leave_out(row)
        case _:
            row = book.services.rows[0]
            book.change(row, places=labels.said("places", "open", book.language))


def _settle_pairs(cast: Cast) -> None:
    """The service that was told twice is one; everything else that looked alike is not."""
    told_by = cast.institutions["city-2"].pk
    ours = cast.institutions["new-day"].pk
    for pair in Pair.objects.filter(answer="open").order_by("-score", "id"):
        same = {pair.left_institution_id, pair.right_institution_id} == {told_by, ours}
        answer_pair(
            pair=pair, answer="same" if same else "different", by=cast.coordinator,
            at=cast.ago(CLOSED - 1, "16:00"), merge_id=demo_id("merge", pair.pk),
        )  # fmt: skip
