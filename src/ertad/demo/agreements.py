"""Agreements of the demo: one in force with two pathways, one in review, one drafted anew.

Town 3 and the eastern bureau work by theirs; “Steps” has signed what Giorgi has still to sign; what
the bureau of the middle said about the first version of town 1 is answered in the second.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from ertad.agreements.acts.change_draft import change_draft
from ertad.agreements.acts.comment_agreement import comment_agreement
from ertad.agreements.acts.draft_agreement import draft_agreement
from ertad.agreements.acts.keep_pathways import write_pathway
from ertad.agreements.acts.move_agreement import revise, send_for_review
from ertad.agreements.acts.sign_agreement import sign_agreement
from ertad.agreements.models import AgreementVersion
from ertad.demo.acting import Cast, demo_id
from ertad.directory.models import Service
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day

IN_FORCE_SINCE, SENT, COMMENTED, REVISED, ASKED = 150, 20, 17, 5, 3
"""Days ago."""
YEAR = timedelta(days=365)

TOGETHER = {
    "title_ka": "თანამშრომლობა განრიდებულ და პრობაციაზე მყოფ ახალგაზრდებთან",
    "title_en": "Working together with diverted young people and young probationers",
    "title_fr": "Travailler ensemble avec les jeunes déjudiciarisés ou en probation",
}
TOGETHER_TEXT = {
    "scope": "14-დან 21 წლამდე ახალგაზრდები, რომლებიც განრიდების პროგრამაში არიან ან პრობაციაზე"
    " იმყოფებიან და მუნიციპალიტეტში ცხოვრობენ, დროულად იღებენ ადგილობრივ მხარდაჭერას:"
    " განათლებას, სპორტს, ოჯახის კონსულტაციას.\nმხარეები ერთმანეთს არ ცვლიან: თითოეული თავის"
    " საქმეს აკეთებს და მეორემ იცის, ვის მიმართოს.",
    "data_shared": "ახალგაზრდის სახელი, ასაკი, საკონტაქტო ნომერი და საჭიროება, რომლის გამოც"
    " გადამისამართება ხდება. საქმის მასალები და განაჩენი არ გადაეცემა.",
    "legal_basis": "პირის წერილობითი თანხმობა; არასრულწლოვნისთვის კანონიერი წარმომადგენლის"
    " თანხმობაც (პერსონალურ მონაცემთა დაცვის შესახებ კანონი).",
}  # fmt: skip
HALL_DUTIES = (
    "ყოველ გადამისამართებას სამ სამუშაო დღეში პასუხობს.\n"
    "კვარტალში ერთხელ აცნობებს, რამდენი ადგილია თავისუფალი."
)
BUREAU_DUTIES = (
    "გადამისამართებამდე ახალგაზრდას უხსნის, რას სთავაზობს სერვისი.\n"
    "თვეში ერთხელ ხვდება მერიის სოციალურ სამსახურს."
)
HALL_CONTACT, BUREAU_CONTACT = "სოციალური სამსახურის უფროსი", "პრობაციის უფროსი სპეციალისტი"
STEPS = {
    "title_ka": "გუნდური სპორტი და მენტორები ახალგაზრდებისთვის",
    "title_en": "Team sport and mentors for young people",
    "title_fr": "Sport d’équipe et mentors pour les jeunes",
}
STEPS_TEXT = {
    "scope": "მერია ორგანიზაციას დარბაზს უთმობს, ორგანიზაცია ახალგაზრდებს მენტორს უნიშნავს.",
    "data_shared": "",
    "legal_basis": "",
}
MIDDLE = {
    "title_ka": "ერთობლივი პრევენცია პირველ ქალაქში",
    "title_en": "Joint prevention in town 1",
    "title_fr": "Prévention commune dans la ville 1",
}
MIDDLE_TEXT = {
    "scope": "ახალგაზრდები, რომელთაც დანაშაულის ჩადენის რისკი აქვთ, სკოლის შემდეგ ჯგუფურ"
    " შეხვედრებზე დადიან.",
    "data_shared": "ახალგაზრდის სახელი და სკოლა.",
    "legal_basis": "მშობლის წერილობითი თანხმობა.",
}
MIDDLE_ANSWERED = {
    "scope": "12-დან 17 წლამდე ახალგაზრდები, რომელთაც დანაშაულის ჩადენის რისკი აქვთ, სკოლის შემდეგ"
    " კვირაში ორჯერ ჯგუფურ შეხვედრებზე დადიან.",
    "data_shared": "ახალგაზრდის სახელი და ასაკი; სკოლა არ გადაეცემა.",
}
COMMENTS = (
    ("scope", "დააზუსტეთ ასაკი და რამდენად ხშირად იმართება შეხვედრები."),
    ("data", "სკოლის დასახელება ჩვენთვის საჭირო არ არის; ნუ გადავცემთ იმას, რაც არ გვჭირდება."),
)
PROCEDURE = (
    "1. სპეციალისტი რეკავს მისაღებში და ადგილს ამოწმებს.\n"
    "2. ახალგაზრდას თანხმობის ფორმას აწერინებს.\n"
    "3. პირველ შეხვედრაზე თავად მიჰყვება."
)
PASSED_ON = "სახელი, ასაკი, საკონტაქტო ნომერი, საჭიროება."
SERVICES = {
    "city-3": "Choosing a profession",
    "bureau-east": "Psychosocial programme with an individual plan, Example 3",
    "city-1": "Back to school",
}
"""Who runs it -> how its English name begins."""
SIGNATORIES = ("მერი", "ბიუროს უფროსი", "დირექტორი")
NAMES = ("ნუგზარ მაგალითაძე", "ლალი ნიმუშიძე", "თამაზ სამაგალითოშვილი")


def fill_agreements(cast: Cast) -> None:
    _in_force(cast)
    _drafted_anew(cast)
    _in_review(cast)


def _in_force(cast: Cast) -> None:
    hall, bureau = cast.answering["city-3"], cast.answering["bureau-east"]
    at = cast.ago(IN_FORCE_SINCE)
    duties = {"city-3": (HALL_DUTIES, HALL_CONTACT), "bureau-east": (BUREAU_DUTIES, BUREAU_CONTACT)}
    text = _drafted(cast, TOGETHER, TOGETHER_TEXT, duties, hall, at)
    _pathway(cast, text, "bureau-east", "city-3", ["T14", "T15"], hall, at)
    _pathway(cast, text, "city-3", "bureau-east", ["T13"], hall, at)
    _sent(text, hall, at)
    _signed(cast, text, "city-3", 0, hall, at)
    _signed(cast, text, "bureau-east", 1, bureau, at)


def _drafted_anew(cast: Cast) -> None:
    hall, bureau = cast.answering["city-1"], cast.answering["bureau-middle"]
    at = cast.ago(SENT)
    duties = {
        "city-1": (HALL_DUTIES, HALL_CONTACT), "bureau-middle": (BUREAU_DUTIES, BUREAU_CONTACT),
    }  # fmt: skip
    text = _drafted(cast, MIDDLE, MIDDLE_TEXT, duties, hall, at)
    _pathway(cast, text, "bureau-middle", "city-1", ["T12"], hall, at)
    _sent(text, hall, at)
    for number, (part, words) in enumerate(COMMENTS):
        comment_agreement(
            comment_id=demo_id("comment", number), text_id=text.pk, part=part, words=words,
            by=bureau, at=cast.ago(COMMENTED, f"1{number}:20"),
        )  # fmt: skip
    text.refresh_from_db()
    at = cast.ago(REVISED)
    second = revise(text_id=text.pk, version=text.version, by=hall, at=at)
    change_draft(
        text_id=second.pk, version=second.version, fields=MIDDLE_ANSWERED, parties={}, by=hall,
        at=at,
    )  # fmt: skip


def _in_review(cast: Cast) -> None:
    steps = cast.answering["steps"]
    at = cast.ago(ASKED)
    duties = {
        "steps": ("კვირაში ორჯერ ატარებს ვარჯიშს; ყოველ ახალგაზრდას მენტორი ჰყავს.",
                  "პროგრამის მენეჯერი"),
        "city-3": ("დარბაზს კვირაში ორჯერ უსასყიდლოდ უთმობს.", HALL_CONTACT),
    }  # fmt: skip
    text = _drafted(cast, STEPS, STEPS_TEXT, duties, steps, at)
    _sent(text, steps, at)
    _signed(cast, text, "steps", 2, steps, at)


def _drafted(
    cast: Cast,
    titles: Mapping[str, str],
    words: Mapping[str, str],
    duties: Mapping[str, tuple[str, str]],
    by: Actor,
    at: datetime,
) -> AgreementVersion:
    """The first of `duties` leads it; it starts on the day on which it is drafted."""
    lead, *partners = (cast.institutions[code].pk for code in duties)
    text = draft_agreement(
        agreement_id=demo_id("agreement", titles["title_en"]), lead_id=lead, partners=partners,
        fields={**titles, "language": "ka"}, by=by, at=at,
    )  # fmt: skip
    day = local_day(at)
    parties = {
        party.pk: dict(zip(("duties", "contact"), duties[party.institution.code], strict=True))
        for party in text.parties.select_related("institution")
    }
    return change_draft(
        text_id=text.pk, version=text.version, parties=parties, by=by, at=at,
        fields={**words, "starts_on": day, "review_on": day + YEAR, "ends_on": day + 3 * YEAR},
    )  # fmt: skip


def _pathway(
    cast: Cast, text: AgreementVersion, origin: str, runs: str, groups: Sequence[str], by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    text.refresh_from_db()
    write_pathway(
        pathway_id=demo_id("pathway", origin, runs), text_id=text.pk, version=text.version,
        fields={
            "from_institution_id": cast.institutions[origin].pk, "service_id": _service(cast, runs),
            "for_whom": "14-დან 21 წლამდე", "procedure": PROCEDURE, "passed_on": PASSED_ON,
            "answered_by": HALL_CONTACT if runs.startswith("city") else BUREAU_CONTACT,
            "answer_days": 3,
        },
        groups=groups, by=by, at=at,
    )  # fmt: skip


def _service(cast: Cast, runs: str) -> UUID:
    """The one of SERVICES that still runs."""
    running = Service.objects.active().filter(institution=cast.institutions[runs])
    fitting = running.filter(name_en__startswith=SERVICES[runs])
    return fitting.order_by("pk").values_list("pk", flat=True)[0]


def _sent(text: AgreementVersion, by: Actor, at: datetime) -> None:
    text.refresh_from_db()
    send_for_review(text_id=text.pk, version=text.version, by=by, at=at)


def _signed(
    cast: Cast, text: AgreementVersion, code: str, who: int, by: Actor, at: datetime
) -> None:
    party = text.parties.get(institution=cast.institutions[code])
    sign_agreement(
        signature_id=demo_id("signature", text.pk, code), party_id=party.pk, scan=None, by=by,
        at=at,
        fields={
            "signed_on": local_day(at), "signatory_function": SIGNATORIES[who],
            "signatory_name": NAMES[who],
        },
    )  # fmt: skip
