"""Services of municipalities: who runs it in one list, where it is in the other; many branches.

A town hall's list (free words, three alphabets of habit, the provider within the name) against a
register of services. A provider has one telephone for all that it runs, one service has points in
several villages, and one building holds several services.
"""

from __future__ import annotations

import random

from .noise import drop_word, georgian_phone, maybe, romanise, typo

Row = dict[str, str]
# Georgian, English, and how else people call it
KINDS = (
    ("შინ მოვლის სერვისი", "Home Care Service", "შინმოვლა"),
    ("უფასო სასადილო", "Free Canteen", "უფასო კვების სასადილო"),
    ("დღის ცენტრი ხანდაზმულთათვის", "Day Centre for Elderly People", "ხანდაზმულთა დღის ცენტრი"),
    ("ბავშვთა ადრეული განვითარება", "Early Childhood Development", "ადრეული განვითარების პროგრამა"),
    ("მობილური ჯგუფი", "Mobile Team", "მობილური გუნდი"),
    ("უსახლკაროთა თავშესაფარი", "Homeless Shelter", "თავშესაფარი უსახლკაროთათვის"),
    ("სარეაბილიტაციო კაბინეტი", "Rehabilitation Room", "რეაბილიტაციის კაბინეტი"),
    ("ფსიქოლოგის კონსულტაცია", "Psychologist's Consultation", "ფსიქოლოგიური კონსულტაცია"),
    ("დასაქმების ხელშეწყობა", "Employment Support", "დასაქმების ხელშეწყობის პროგრამა"),
    ("სპორტული სექცია მოზარდებისთვის", "Sports Section for Teenagers", "მოზარდთა სპორტული სექცია"),
    ("ხატვის წრე", "Drawing Circle", "სახვითი ხელოვნების წრე"),
    ("იურიდიული კონსულტაცია", "Legal Consultation", "უფასო იურიდიული კონსულტაცია"),
    ("ჯანსაღი ცხოვრების კლუბი", "Healthy Life Club", "ჯანსაღი ცხოვრების წესის კლუბი"),
    ("გადასახადების შეღავათი", "Relief from Fees", "შეღავათი გადასახადებზე"),
)
_OWN = """
    ნათელი იალქანი ჟინვალი მწვანე_ეზო ღია_კარი კეთილი_მეზობელი დილის_ვარსკვლავი ჩვენი_სახლი
    ახალი_გზა თბილი_კერა პირველი_ნაბიჯი ოქროს_ხანა წვეთი ხეივანი ქარვა ცაცხვი ჯეჯილი კამარა
    მეგზური ერთობა ჭინკა ბალავარი ფესვები ღვთისო სამრეკლო ტერასა ყვავილნარი ხმა
"""
OWN = tuple(name.replace("_", " ") for name in _OWN.split())
MUNICIPALITIES = (
    ("ახმეტა", "ახმეტის", "Akhmeta"), ("ბოლნისი", "ბოლნისის", "Bolnisi"),
    ("გურჯაანი", "გურჯაანის", "Gurjaani"), ("დუშეთი", "დუშეთის", "Dusheti"),
    ("ზესტაფონი", "ზესტაფონის", "Zestaponi"), ("თეთრიწყარო", "თეთრიწყაროს", "Tetritskaro"),
    ("კასპი", "კასპის", "Kaspi"), ("ლანჩხუთი", "ლანჩხუთის", "Lanchkhuti"),
    ("მარტვილი", "მარტვილის", "Martvili"), ("ნინოწმინდა", "ნინოწმინდის", "Ninotsminda"),
    ("საგარეჯო", "საგარეჯოს", "Sagarejo"), ("ტყიბული", "ტყიბულის", "Tkibuli"),
    ("ქობულეთი", "ქობულეთის", "Kobuleti"), ("ყაზბეგი", "ყაზბეგის", "Kazbegi"),
    ("ჩხოროწყუ", "ჩხოროწყუს", "Chkhorotsku"), ("წალკა", "წალკის", "Tsalka"),
    ("ხარაგაული", "ხარაგაულის", "Kharagauli"), ("ჭიათურა", "ჭიათურის", "Chiatura"),
)  # fmt: skip
_VILLAGES = """
    ზემო_ალვანი ქვემო_ჩალა დიდი_ჯიხაიში პატარა_ღარი მუხრანი ვაზიანი სოფიო ღვლევი ხორბალო წინარეხი
    ჯვარი კოდა ბანძა ნაფარეული ძეგვი აბაშა_ველი ყვირილა ტაბახმელა ჭალადიდი შორაპანი
"""
VILLAGES = tuple(name.replace("_", " ") for name in _VILLAGES.split())
_STREETS = """
    თამარ_მეფის მეფე_ერეკლეს წმინდა_გიორგის 9_აპრილის 26_მაისის გმირების სტადიონის სკოლის
    ვაჟა-ფშაველას შავთელის ქიზიყის რკინიგზის სადგურის ბაღის ახალი ჩოლოყაშვილის წულაძის
"""
STREETS = tuple(name.replace("_", " ") for name in _STREETS.split())


def _providers(rng: random.Random, count: int) -> list[Row]:
    providers = []
    for _ in range(count):
        own = f"{rng.choice(OWN)} {rng.choice(OWN)}" if rng.random() < 0.3 else rng.choice(OWN)
        providers.append(
            {
                "own": "" if rng.random() < 0.35 else own,  # without: the town hall itself
                "at": str(rng.randrange(len(MUNICIPALITIES))),
                "phone": f"5{rng.randint(50, 99)}{rng.randint(100000, 999999)}",
            }
        )
    return providers


def _world(rng: random.Random, size: int) -> list[Row]:
    """Services that differ in what, who or where; one in five is a point of another."""
    providers = _providers(rng, size // 2)
    world: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    while len(world) < size:
        here = rng.choice(providers) | {
            "kind": str(rng.randrange(len(KINDS))),
            "address": f"{rng.choice(STREETS)} ქუჩა {rng.randint(1, 80)}",
            "village": rng.choice(VILLAGES) if rng.random() < 0.3 else "",
        }
        draw = rng.random()
        if world and draw < 0.20:  # another point of a service, with its own address
            head = rng.choice(world)
            here = head | {"address": here["address"], "village": rng.choice(VILLAGES)}
        elif world and draw < 0.32:  # another service under the same roof
            head = rng.choice(world)
            here = head | {"kind": here["kind"]}
        key = (here["kind"], here["own"], here["at"], here["village"])
        if key not in seen:
            seen.add(key)
            world.append(here)
    return world


def _registered(rng: random.Random, row: Row) -> Row:
    town, of_town, _ = MUNICIPALITIES[int(row["at"])]
    kind = KINDS[int(row["kind"])][0]
    name = f"{kind} „{row['own']}“" if row["own"] else f"{of_town} მუნიციპალიტეტის {kind}"
    if row["village"]:
        name = maybe(rng, 0.6, f"{name} ({row['village']})", name)
    address = row["address"]
    if row["village"]:
        address = f"სოფ. {row['village']}, {address}"
    return {
        "name": name,
        "address": address,
        "city": town,
        "phone": maybe(rng, 0.1, "", georgian_phone(rng, row["phone"])),
    }


def _listed(rng: random.Random, row: Row) -> Row:
    town, of_town, english = MUNICIPALITIES[int(row["at"])]
    kind, translated, other = KINDS[int(row["kind"])]
    style = rng.choices(("ka", "romanised", "en"), (6, 2, 2))[0]
    own, village = row["own"], row["village"]
    if style == "en":
        own = romanise(rng, own)
        village = romanise(rng, village)
        name = f"{translated} {own}" if own else f"{english} Municipality {translated}"
    else:
        kind = maybe(rng, 0.3, other, kind)
        if own:
            name = rng.choice((f"{kind} {own}", f'ა(ა)იპ "{own}" - {kind}', f"{own} ({kind})"))
        else:
            name = rng.choice(
                (f"{of_town} მერიის {kind}", f"{of_town} მუნიციპალიტეტის {kind}", kind)
            )
    if village:
        name = maybe(rng, 0.5, f"{name}, {village}", name)
    name = maybe(rng, 0.15, typo(rng, name), name)
    name = maybe(rng, 0.05, drop_word(rng, name), name)
    address = row["address"]
    if village:
        address = maybe(rng, 0.8, f"{row['village']}, {address}", address)
    address = address.replace(" ქუჩა", rng.choice((" ქუჩა", " ქ.", "", " ქ. #")))
    address = maybe(rng, 0.1, typo(rng, address), address)
    city = rng.choice((town, f"{of_town} მუნიციპალიტეტი", f"ქ. {town}"))
    if style != "ka":
        address = romanise(rng, address)
        city = rng.choice((english, f"{english} Municipality", romanise(rng, town)))
    if style == "romanised":
        name = romanise(rng, name)
    phone = georgian_phone(rng, row["phone"])
    phone = maybe(rng, 0.08, georgian_phone(rng, f"5{rng.randint(10000000, 99999999)}"), phone)
    told = {"name": name, "address": address, "city": city, "phone": phone}
    # the address is all that tells two points of one service apart
    gaps = {"address": 0.0 if village else 0.15, "phone": 0.25, "city": 0.05}
    return {key: "" if rng.random() < gaps.get(key, 0) else text for key, text in told.items()}


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """Lists of town halls, the register, and how many are in both."""
    world = _world(rng, left + right - shared)
    return (
        [_listed(rng, row) for row in world[:left]],
        [_registered(rng, row) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
