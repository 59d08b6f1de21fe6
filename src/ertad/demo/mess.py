"""What real sheets look like: every habit here was seen in a sheet that somebody sent."""

from datetime import date, timedelta

from ertad.demo.sheets import FilledWorkbook, Formula, own_list
from ertad.files.spreadsheets.workbook import Cell

ELEVEN_DIGITS = "01001234567"
"""Looks like a personal number and is nobody's: it counts up."""


def habits_of_city_3(book: FilledWorkbook, open_places: str, day: date) -> None:
    """Nothing wrong, but a person's hand: spaces, capitals, an old font, four ways to write a day,
    a column of one's own and a line with the total."""
    sheet = book.services
    one, _in_conflict, two, three, four, five, six, *_rest = sheet.rows
    sheet.write(one, name=f"  {sheet.read(one, 'name')}  ")
    sheet.write(two, how_to_enter="mobrZandiT merias socialur samsaxurSi samuSao saaTebSi")
    sheet.write(three, description="SEE THE WEBSITE OF THE CITY HALL")
    written: tuple[Cell, ...] = (
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        day - timedelta(days=1),
        f"{day:%d/%m/%y}",
    )
    for row, text in zip((one, four, five, six), written, strict=True):
        book.change(row, places=f" {open_places}  ", places_as_of=text)
    for row in (one, two, three):
        book.services.write(row, state=book.state("changed"))
    sheet.add_column("შენიშვნა", {one: "ვკითხოთ ელას", four: "?"})
    sheet.add_total("სულ")


def errors_of_city_4(book: FilledWorkbook, day: date) -> None:
    """A file that must be corrected: each of the eight rows has something."""
    sheet = book.services
    one, two, three, four, five, six, seven, eight = sheet.rows
    book.confirm_all()
    book.change(one, min_age=18, max_age=7)
    book.change(two, phones="032 2OO 44 O4 (მისაღები)")
    book.change(three, serves="სამაგალითთო 14; ქუთაისი")
    book.change(four, description=f"დაგვიკავშირდეს მოქალაქე პ/ნ {ELEVEN_DIGITS}")
    book.change(five, target_groups="ბავშვები, მოზარდები, მშობლები")
    book.change(six, max_age=Formula("=E3+4"))
    book.change(seven, places_as_of=f"{day:%Y}-13-45", places="იქნება")
    sheet.merge(seven, "how_to_enter", eight, "how_to_enter")
    sheet.add_column("პასუხისმგებელი განყოფილება", {one: "სოციალური", two: "სოციალური"})
    sheet.add_total("სულ:")


def clinic_list() -> bytes:
    """The clinic did not use the workbook: its own list, by other headers, commas in cells."""
    rows: list[list[Cell]] = [
        ["სამაგალითო კლინიკა 1"],
        ["სერვისების ნუსხა, შეავსო მისაღებმა"],
        [],
        ["N", "სერვისის დასახელება", "სერვისის ტიპი", "აღწერა", "ბენეფიციარები", "ასაკი",
         "მისამართი", "მუნიციპალიტეტი", "საკონტაქტო ტელეფონი", "ჩართვის წესი"],
        [1, "დამოკიდებულების კონსულტანტი, სამაგალითო 1", "ADD-CON",
         "ინდივიდუალური შეხვედრები, ანონიმურადაც.", "", "18+", "", "", "032 200 10 20",
         "დარეკეთ მისაღებში"],
        [2, "ძილის სკოლა მოზარდებისთვის", "HLT-MHC, PSY-GRP",
         "ოთხი შეხვედრა ექიმთან: როგორ დავიძინოთ ტელეფონის გარეშე.", "T10",
         "12-17", "სამაგალითო ქუჩა 40", "სამაგალითო 1", "032 200 10 20, 032 200 10 21",
         "ჩაწერა ტელეფონით"],
        [3, "ქალთა კაბინეტი", "HLT-INF", "ექიმის კონსულტაცია, შაბათობით.", "", "16 წლიდან",
         "სამაგალითო ქუჩა 40", "სამაგალითო 6", "", "მოდით ჩაწერის გარეშე"],
        [],
        ["სულ", "", "", "", "", 3],
    ]  # fmt: skip
    return own_list("2026", rows)
