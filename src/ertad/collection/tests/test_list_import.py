"""Lists of another shape on the command line: three tables, wide columns, HTML, hours in words."""

import json
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from ertad.audit.verify import verify
from ertad.collection.commands import import_command
from ertad.collection.models import Round, SourceRow, Submission
from ertad.collection.tests.test_import_command import everything
from ertad.directory.models import Location, Publication, Service, ServiceForeignId
from ertad.directory.models.locations import LocationForeignId
from ertad.directory.record import read_record
from ertad.directory.search import Question, search
from ertad.people.models import Institution
from ertad.people.models.institutions import InstitutionForeignId

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ORGANISATIONS = """\
Id,Name,Short,Tel,Web
o1,Example Houses,EH,032 200 00 05,example.org
o2,სამაგალითო ცენტრი,,,
"""
PLACES = """\
Id;Org;Name;Street;Town;Open
p1;o1;House One;Main St 5;Example 1;"Mon–Fri 9–5, lunch 1–2"
p2;o1;House Two;River St 1;Example 2;"ორშ-პარ 10:00–18:00"
p3;o2;Hall;Hill St 2;Example 3;by appointment
p4;o1;Store;Far St 9;Example 1;
"""
SERVICES = """\
No\tOrg\tPlaces\tTitle\tKind\tWhat\tPhone\tStill there
s1\to1\tp1, p2\tEvening sport\tSport\t"<p>Football &amp; more</p><ul><li>boys</li>\
<li>girls</li></ul><script>alert(1)</script>"\t032 200 00 02\tyes
s2\to2\tp3\tTalks\tTalk\tPlain words\t032 200 00 03\tyes
s3\to1\t\tOld club\tSport\tIt was\t032 200 00 04\tno
"""
MAPPING = """\
ertad_mapping: 1
source: houses
language: en
tables:
  organisations.csv:
    holds: institutions
    key: Id
    columns:
      Name: name
      Short: other_names
      Tel: phone
      Web: url
  places.csv:
    holds: places
    key: Id
    columns:
      Org: institution
      Name: name
      Street: address
      Town: municipality
      Open: hours
  services.csv:
    holds: services
    key: "No"
    columns:
      Org: institution
      Places: place
      Title: name
      Kind: {field: types, values: {Sport: SPO-ACT, Talk: PSY-IND}}
      What: description
      Phone: phones
      Still there: {field: state, values: {"no": ended, "yes": ""}}
    constants: {target_groups: "%s", nationwide: "yes"}
"""


@pytest.fixture
def group() -> str:
    from ertad.vocabulary.models import Term

    return str(Term.objects.filter(vocabulary="target_group").values_list("code", flat=True)[0])


@pytest.fixture
def sport() -> str:
    from ertad.vocabulary.models import Term

    types = Term.objects.filter(vocabulary="service_type", parent__isnull=False)
    return str(types.order_by("code").values_list("code", flat=True)[0])


@pytest.fixture
def folder(tmp_path: Path, group: str, sport: str, centre: Institution) -> Path:
    """The list as it lies on a disk."""
    folder = tmp_path / "list"
    folder.mkdir()
    write(folder, "organisations.csv", ORGANISATIONS)
    write(folder, "places.csv", PLACES)
    write(folder, "services.csv", SERVICES)
    mapping = (MAPPING % group).replace("SPO-ACT", sport)
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    return folder


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (folder / name).write_bytes(text.encode(encoding))


def say(folder: Path, *words: str, mapping: str | None = "mapping.yaml") -> Result:
    more = ["--mapping", str(folder.parent / mapping)] if mapping else []
    result = CliRunner().invoke(import_command, [str(folder), *more, *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def told(folder: Path, *words: str, mapping: str | None = "mapping.yaml") -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(say(folder, "--json", *words, mapping=mapping).stdout)
    return shown


def codes(shown: dict[str, Any]) -> set[str]:
    return {found["code"] for found in shown["findings"]}


def change(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def change_mapping(folder: Path, before: str, after: str) -> None:
    change(folder.parent, "mapping.yaml", before, after)


def service(key: str) -> tuple[Service, dict[str, Any]]:
    found = ServiceForeignId.objects.get(source="houses", value=key).service
    return found, read_record(found)


def test_three_tables_become_one_directory(folder: Path, centre: Institution, sport: str) -> None:
    before = everything()
    dry = told(folder, "--create-institutions")
    assert everything() == before
    assert (dry["applied"], dry["against"], dry["counts"]["errors"]) == (False, None, 0)
    assert dry["counts"]["new"] == 2
    assert dry["counts"]["ended"] == 1
    assert [one["new"] for one in dry["institutions"]] == [True, False]

    done = told(folder, "--create-institutions", "--apply")
    assert done["applied"], done
    houses = Institution.objects.get(foreign_ids__value="o1")
    assert (houses.name_en, houses.phone, houses.url) == (
        "Example Houses", "032 200 00 05", "https://example.org",
    )  # fmt: skip
    assert list(houses.aliases.values_list("name", flat=True)) == ["EH"]
    one, record = service("s1")
    assert one.institution == houses
    assert record["types"] == [sport]
    assert record["description_en"] == "Football & more\n\n• boys\n• girls"
    where = {Location.objects.get(pk=at["location"]).name_en: at["hours"] for at in record["at"]}
    assert where["House One"][:2] == [["MO", "09:00", "13:00"], ["MO", "14:00", "17:00"]]
    assert where["House Two"][0] == ["MO", "10:00", "18:00"]
    two, talks = service("s2")
    assert two.institution == centre
    assert talks["how_to_enter_en"] == "Opening hours: by appointment"
    assert service("s3")[0].status == "ended"
    assert Location.objects.filter(foreign_ids__value="p4", services_here=None).exists()
    assert LocationForeignId.objects.count() == 4
    assert Publication.objects.count() == Round.objects.count() == 1
    assert verify().whole


def test_a_second_run_reports_no_change(folder: Path) -> None:
    say(folder, "--create-institutions", "--apply")
    before = everything()
    again = told(folder, "--create-institutions", "--apply")
    assert (again["counts"]["same"], again["counts"]["new"], again["counts"]["ended"]) == (3, 0, 0)
    assert again["counts"]["institutions_new"] == 0
    assert again["taken_before"]
    assert everything() == before
    assert "nothing is changed" in say(folder, "--create-institutions").output


def test_a_changed_list_finds_its_records_by_their_ids(folder: Path) -> None:
    say(folder, "--create-institutions", "--apply")
    services = set(Service.objects.values_list("pk", flat=True))
    places = set(Location.objects.values_list("pk", flat=True))
    change(folder, "services.csv", "Evening sport", "Night sport")
    change(folder, "places.csv", "House One;Main St 5", "First House;Main St 6")
    change(folder, "organisations.csv", "Example Houses", "Sample Houses")
    shown = told(folder, "--apply")
    assert shown["counts"]["changed"] == 1
    assert shown["counts"]["institutions_changed"] == 1
    assert set(Service.objects.values_list("pk", flat=True)) == services
    assert set(Location.objects.values_list("pk", flat=True)) == places
    assert service("s1")[1]["name_en"] == "Night sport"
    assert Location.objects.get(foreign_ids__value="p1").address_en == "Main St 6"
    assert Institution.objects.get(foreign_ids__value="o1").name_en == "Sample Houses"


def test_what_was_here_before_is_not_changed_by_a_list(folder: Path, centre: Institution) -> None:
    change(folder, "organisations.csv", "o2,სამაგალითო ცენტრი,,,", "o2,სამაგალითო ცენტრი,,112,")
    shown = told(folder, "--create-institutions", "--apply")
    assert "institution_differs" in codes(shown)
    centre.refresh_from_db()
    assert centre.phone == ""


def test_an_unknown_institution_is_asked_about(folder: Path) -> None:
    shown = told(folder, "--apply")
    assert not shown["applied"]
    found = next(f for f in shown["findings"] if f["code"] == "institution_unknown")
    assert (found["sheet"], found["row"], found["severity"]) == ("organisations.csv", 2, "error")
    assert "Example Houses" in found["message"]
    assert "--create-institutions" in found["remedy"]
    change_mapping(folder, "language: en\n", "language: en\ninstitutions: {o1: centre}\n")
    assert told(folder, "--apply")["applied"]
    assert {one.institution.code for one in Service.objects.all()} == {"centre"}


def test_institutions_from_a_column_of_names(tmp_path: Path, centre: Institution) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    write(folder, "a.csv", "Name,Kind,Phone,Who\nSport,Sport,032 200 00 02,Example center\n"
                           "Talk,Sport,032 200 00 03,NNLE Example centre\n"
                           "Walk,Sport,032 200 00 04,Nobody at all\n")  # fmt: skip
    (tmp_path / "mapping.yaml").write_text(
        "ertad_mapping: 1\ntables:\n  a.csv:\n    holds: services\n    columns:\n"
        "      {Name: name, Kind: types, Phone: phones, Who: institution}\n",
        encoding="utf-8",
    )
    shown = told(folder)
    unknown = [f for f in shown["findings"] if f["code"] == "institution_unknown"]
    assert [f["row"] for f in unknown][-1] == 4
    centre_rows = [one for one in shown["institutions"] if one["code"] == "centre"]
    assert centre_rows[0]["counts"]["rows"] >= 1
    done = told(folder, "--create-institutions", "--apply")
    assert done["applied"]
    assert Institution.objects.filter(name_en="Nobody at all", code="nobody-at-all").exists()


def test_dangling_and_double_ids_are_listed(folder: Path) -> None:
    change(folder, "services.csv", "p1, p2", "p1, p9")
    change(folder, "places.csv", "p4;o1;Store", "p3;o1;Store")
    shown = told(folder, "--create-institutions", "--apply")
    assert not shown["applied"]
    found = {f["code"]: f for f in shown["findings"]}
    assert "p9" in found["reference_unknown"]["message"]
    assert (found["key_twice"]["row"], found["key_twice"]["sheet"]) == (5, "places.csv")
    assert "Row 4" in found["key_twice"]["message"]


def test_rows_with_errors_are_left_out_and_listed_when_the_mapping_says_so(folder: Path) -> None:
    change(folder, "services.csv", "032 200 00 02", "call 12")
    change(folder, "services.csv", "s2\to2", "s2\to9")
    assert not told(folder, "--create-institutions", "--apply")["applied"]
    assert not Service.objects.exists()
    change_mapping(folder, "language: en\n", "language: en\nrows_with_errors: leave_out\n")
    shown = told(folder, "--create-institutions", "--apply")
    assert shown["applied"]
    assert (shown["counts"]["left_out"], shown["counts"]["rows_of_nobody"]) == (1, 1)
    rows = {f["code"]: (f["row"], f["severity"]) for f in shown["findings"]}
    assert rows["phone_letters"] == rows["row_left_out"] == (2, "warning")
    assert rows["institution_missing"] == (3, "warning")
    left = SourceRow.objects.get(outcome="left_out")
    assert left.record is None
    assert Location.objects.filter(foreign_ids__value="p1").exists()
    change(folder, "services.csv", "call 12", "032 200 00 02")
    change(folder, "services.csv", "s2\to9", "s2\to2")
    assert told(folder, "--apply")["counts"]["new"] == 2


def test_rows_of_an_institution_that_is_not_in_the_list(folder: Path) -> None:
    change(folder, "services.csv", "s2\to2", "s2\to9")
    change(folder, "places.csv", "p3;o2", "p3;o9")
    change_mapping(folder, "language: en\n", "language: en\nunknown_institution: centre\n")
    shown = told(folder, "--create-institutions", "--apply")
    assert shown["applied"]
    assert service("s2")[0].institution.code == "centre"
    assert "o9" in next(f for f in shown["findings"] if f["code"] == "kept_with")["message"]


def test_ended_once_is_not_ended_again_on_another_day(folder: Path) -> None:
    say(folder, "--create-institutions", "--apply")
    Service.objects.filter(status="ended").update(ended_on="2026-01-31")
    change(folder, "services.csv", "It was", "It was once")
    assert told(folder, "--apply")["applied"]
    old, record = service("s3")
    assert (old.status, record["ended_on"]) == ("ended", "2026-01-31")
    assert record["description_en"] == "It was once"


def test_a_row_that_is_gone_ends_nothing(folder: Path) -> None:
    say(folder, "--create-institutions", "--apply")
    text = (folder / "services.csv").read_text().splitlines(keepends=True)
    (folder / "services.csv").write_text("".join(line for line in text if line[:2] != "s1"))
    shown = told(folder, "--apply")
    assert shown["counts"]["not_in_file"] == 1
    assert service("s1")[0].status == "active"


def test_a_new_row_of_the_same_name_is_a_new_service(folder: Path) -> None:
    say(folder, "--create-institutions", "--apply")
    change(folder, "services.csv", "s1\to1\tp1, p2", "s9\to1\tp1, p2")
    assert told(folder, "--apply")["counts"]["new"] == 1
    assert service("s9")[0].pk != service("s1")[0].pk


def test_places_abroad_are_found_by_words_and_enter_no_distance(
    folder: Path, now: datetime
) -> None:
    change_mapping(folder, "language: en\n", "language: en\ncountry: FR\n")
    change_mapping(folder, "      Town: municipality\n", "")
    change(folder, "places.csv", "Main St 5", "12 rue Lepic, Paris")
    for number in ("02", "03", "04"):
        change(folder, "services.csv", f"032 200 00 {number}", f"01 40 20 50 {number}")
    shown = told(folder, "--create-institutions", "--apply")
    assert shown["applied"], shown["findings"]
    place = Location.objects.get(foreign_ids__value="p1")
    assert (place.municipality, place.country) == (None, "FR")
    one, record = service("s1")
    assert record["phones"] == ["+33140205002"]
    found = search(Question("Lepic"), user=None, today=now.date())
    assert [hit.service_id for hit in found.hits] == [one.pk]
    assert (found.hits[0].municipality, found.hits[0].km) == ("", None)


def test_wide_columns_and_several_services_in_a_row(
    tmp_path: Path, centre: Institution, sport: str
) -> None:
    folder = tmp_path / "wide"
    folder.mkdir()
    write(folder, "wide.csv",
          "Id,Service 1,Kind 1,Service 2,Kind 2,Street,Town,Tel,Mon open,Mon close,Tuesday,Sun\n"
          f"7,Boxing,{sport},Chess,{sport},Main St 5,Example 1,032 200 00 02,"
          "9:00,17:00,10-12,closed\n"
          f"8,Swimming,{sport},,,River St 1,Example 2,032 200 00 03,17:00,9:00,,\n",
    )  # fmt: skip
    (tmp_path / "mapping.yaml").write_text(
        "ertad_mapping: 1\nsource: wide\ninstitution: centre\nlanguage: en\ntables:\n"
        "  wide.csv:\n    holds: services\n    key: Id\n    columns:\n"
        '      "Service {n}": name\n      "Kind {n}": types\n      Street: address\n'
        "      Town: municipality\n      Tel: phones\n      Mon open: opens_mo\n"
        "      Mon close: closes_mo\n      Tuesday: hours_tu\n      Sun: hours_su\n",
        encoding="utf-8",
    )
    shown = told(folder, "--apply")
    assert shown["applied"], shown["findings"]
    assert shown["counts"]["new"] == 3
    contradiction = next(f for f in shown["findings"] if f["code"] == "hours_contradict")
    assert (contradiction["row"], contradiction["column"]) == (3, "I")
    rows = SourceRow.objects.order_by("row", "part").values_list("row", "part", "foreign")
    assert list(rows) == [(2, 0, ["wide", "7/1"]), (2, 1, ["wide", "7/2"]), (3, 0, ["wide", "8/1"])]
    chess = Service.objects.get(name_en="Chess")
    assert read_record(chess)["at"][0]["hours"] == [["MO", "09:00", "17:00"],
                                                    ["TU", "10:00", "12:00"]]  # fmt: skip
    swimming = read_record(Service.objects.get(name_en="Swimming"))
    assert swimming["how_to_enter_en"] == "Opening hours: MO 17:00–9:00"
    assert told(folder)["counts"]["same"] == 3


def test_old_georgian_fonts_are_shown_before_they_are_taken(
    folder: Path, centre: Institution
) -> None:
    change(folder, "services.csv", "Talks", "saqarTvelos axalgazrduli wre")
    shown = told(folder, "--create-institutions")
    found = next(f for f in shown["findings"] if f["code"] == "legacy_font")
    assert (found["row"], found["column"]) == (3, "D")
    assert "საქართველოს ახალგაზრდული წრე" in found["message"]
    say(folder, "--create-institutions", "--apply")
    assert service("s2")[1]["name_ka"] == "საქართველოს ახალგაზრდული წრე"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "iso8859-15"])
def test_files_in_any_letters(folder: Path, encoding: str) -> None:
    text = SERVICES.replace("Talks", "Écoute à l’école").replace("’", "'")
    write(folder, "services.csv", text, encoding)
    shown = told(folder, "--create-institutions", "--apply")
    assert shown["applied"], shown
    assert service("s2")[1]["name_en"] == "Écoute à l'école"
    assert ("encoding_guessed" in codes(shown)) == (encoding in ("cp1252", "iso8859-15"))


def test_the_encoding_may_be_said(folder: Path) -> None:
    write(folder, "services.csv", SERVICES.replace("Talks", "Беседы"), "cp866")
    write(folder, "organisations.csv", ORGANISATIONS.replace("სამაგალითო ცენტრი", "Example centre"))
    write(folder, "places.csv", PLACES.replace("ორშ-პარ", "Mon-Fri").replace("–", "-"))
    assert told(folder, "--create-institutions", "--encoding", "cp866", "--apply")["applied"]
    assert service("s2")[1]["name_en"] == "Беседы"
    assert "no encoding" in say(folder, "--encoding", "klingon").output


def test_a_folder_with_other_files_in_it(folder: Path) -> None:
    write(folder, "notes.md", "# hello")
    write(folder, "extra.csv", "a,b\n1,2\n")
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "sub").mkdir()
    shown = told(folder, "--create-institutions", "--apply")
    assert shown["applied"], shown
    unread = {
        f["code"]: f["sheet"]
        for f in shown["findings"]
        if f["code"] in ("file_not_read", "sheet_not_read")
    }
    assert unread == {"file_not_read": "", "sheet_not_read": "extra.csv"}


BROKEN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "broken_quote": ("services.csv", lambda t: t.replace("s2\to2", 's2\t"o2').encode()),
    "not_a_spreadsheet": ("services.csv", lambda t: t.replace("Talks", "Ta\0lks").encode()),
    "too_far": ("services.csv", lambda t: (t + "\t".join(["x"] * 1000) + "\n").encode()),
    "column_missing": ("services.csv", lambda t: t.replace("Phone", "Fone").encode()),
    "column_twice": ("services.csv", lambda t: t.replace("What", "Phone").encode()),
    "long_text": ("services.csv", lambda t: t.replace("Plain words", "x" * 100_000).encode()),
    "table_without_titles": ("services.csv", lambda t: b"a\tb\tc\n1\t2\t3\n"),
    "zip_of_files": ("services.csv", lambda t: zipped()),
}


def zipped() -> bytes:
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", "a,b\n")
    return out.getvalue()


@pytest.mark.parametrize("code", BROKEN)
def test_bad_input_is_refused_with_its_place(folder: Path, code: str) -> None:
    name, broken = BROKEN[code]
    (folder / name).write_bytes(broken((folder / name).read_text()))
    before = everything()
    shown = told(folder, "--create-institutions", "--apply")
    assert not shown["applied"]
    found = next(f for f in shown["findings"] if f["code"] == code)
    assert (found["severity"], found["sheet"]) == ("error", "services.csv")
    assert found["message"]
    assert everything() == before


def test_a_csv_of_19_mb_with_one_unclosed_quote(folder: Path) -> None:
    text = (folder / "services.csv").read_text()
    line = text.splitlines(keepends=True)[3]
    many = [line] * (19 * 1024**2 // len(line))
    many[100] = line.replace("Old club", '"Old club')
    write(folder, "services.csv", text + "".join(many))
    before = everything()
    shown = told(folder, "--create-institutions", "--apply")
    found = next(f for f in shown["findings"] if f["code"] == "broken_quote")
    assert (found["sheet"], found["severity"]) == ("services.csv", "error")
    assert "105" in found["message"]
    assert everything() == before


def test_the_copied_workbook_of_another_institution(
    tmp_path: Path, centre: Institution, town: Institution, now: datetime
) -> None:
    from ertad.collection.tests.workbooks import an_invitation, workbook

    path = tmp_path / "copied.xlsx"
    path.write_bytes(workbook(an_invitation(town, now), now).saved())
    result = CliRunner().invoke(import_command, [str(path), "--institution", "centre", "--json"])
    assert result.exit_code == 1
    shown = json.loads(result.stdout)
    assert codes(shown) == {"other_institution"}
    assert "Example 1 city hall" in shown["findings"][0]["message"]


def test_a_mapping_that_is_wrong(folder: Path) -> None:
    change_mapping(folder, "What: description", "What: name")
    result = say(folder)
    assert result.exit_code == 1
    assert "Line 30: tables › services.csv › columns › What" in result.output
    assert "both given to “name”" in result.output


def test_the_marked_copy_has_their_columns_and_a_list_of_errors(folder: Path) -> None:
    change(folder, "services.csv", "032 200 00 02", "call 12")
    change(folder, "services.csv", "Plain words", "Nino 01001012345")
    out = folder.parent / "marked.xlsx"
    say(folder, "--create-institutions", "--marked", str(out))
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:4] == ["To correct", "organisations.csv", "places.csv", "services.csv"]
    lines = [[cell.value for cell in row] for row in book["To correct"].iter_rows(min_row=2)]
    phone = next(line for line in lines if line[4] == "phone_letters")
    assert phone[1:4] == ["services.csv", 2, "G"]
    page = book["services.csv"]
    assert [cell.value for cell in page[1]] == SERVICES.splitlines()[0].split("\t")
    assert page["D2"].value == "Evening sport"
    assert page["G2"].value == "call 12"
    assert page["G2"].comment
    assert page["G2"].fill.fgColor.rgb != page["D2"].fill.fgColor.rgb
    assert "01001012345" not in str(list(page.values))
    assert book["_mapping"].sheet_state == "veryHidden"
    before = everything()
    told(folder, "--create-institutions")
    assert everything() == before


def test_without_a_mapping_the_columns_are_guessed_and_written(folder: Path, sport: str) -> None:
    change(folder, "services.csv", "\tSport\t", f"\t{sport}\t")
    change(folder, "services.csv", "\tTalk\t", f"\t{sport}\t")
    shown = told(folder, mapping=None)
    tables = {table["table"]: table for table in shown["columns"]}
    assert {name: table["holds"] for name, table in tables.items()} == {
        "organisations.csv": "institutions", "places.csv": "places", "services.csv": "services",
    }  # fmt: skip
    given = {c["title"]: c for c in tables["services.csv"]["columns"]}
    assert given["Title"]["field"] == "name"
    assert given["Phone"]["field"] == "phones"
    assert given["Kind"]["field"] == "types"
    assert given["Org"]["field"] == "institution"
    assert given["Places"]["field"] == "place"
    assert given["Phone"]["examples"][0] == "032 200 00 02"
    assert 0 < given["Kind"]["score"] <= 1
    assert "Nothing was taken" in shown["against"]

    written = folder.parent / "guess.yaml"
    say(folder, "--write-mapping", str(written), mapping=None)
    text = written.read_text(encoding="utf-8").replace("What:", "What:").replace("state", "state")
    assert "holds: services" in text
    assert "not overwritten" in say(folder, "--write-mapping", str(written), mapping=None).output
    assert told(folder, "--create-institutions", mapping="guess.yaml")["counts"]["new"] == 3


def test_a_list_of_one_institution_for_a_round(
    folder: Path, centre: Institution, coordinator: Any, now: Any
) -> None:
    from ertad.collection.tests.a_round import opened

    round_, _invitations = opened(coordinator, now, centre)
    words = ("--institution", "centre", "--round", str(round_.pk), "--apply")
    shown = told(folder, *words)
    assert shown["applied"], shown
    submission = Submission.objects.get()
    assert (submission.state, submission.invitation.round_id) == ("accepted", round_.pk)
    assert not InstitutionForeignId.objects.exists()
    assert submission.rows.count() == 3


def test_an_interrupted_list_goes_on_where_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ertad.collection import importing
    from ertad.collection.lists import importing as lists

    def killed(*_: Any, **__: Any) -> None:
        raise SystemExit(1)

    places = [(lists, "add_institution"), (importing, "open_round"), (importing, "receive_file"),
              (importing, "accept_submission"), (importing, "publish_round")]  # fmt: skip
    for module, step in places:
        with monkeypatch.context() as patch:
            patch.setattr(module, step, killed)
            assert say(folder, "--create-institutions", "--apply").exit_code == 1
        assert not Service.objects.exists()
    assert say(folder, "--create-institutions", "--apply").exit_code == 0
    assert Service.objects.count() == 3
    assert Round.objects.count() == 1
    assert Submission.objects.count() == 2
