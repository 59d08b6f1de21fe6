"""What people say for ages, days, languages and cost, and the words that carry no meaning.

Each spelling is folded like everything else, so one form of a Georgian word is enough and its
romanised forms come with it. A value marked with `=` is only meant in exactly this form.
"""

SPOKEN: dict[tuple[str, str], str] = {
    ("cost", "free"): "უფასო უფასოდ free gratuit gratuite gratuitement gratuits бесплатно",
    ("places", "open"): "თავისუფალი_ადგილები ადგილი_არის free_places places_available"
    " places_disponibles places_libres",
    ("age", "18+"): "ზრდასრული ზრდასრულები adult adults adulte adultes взрослые",
    ("age", "14-29"): "ახალგაზრდა ახალგაზრდები ახალგაზრდობა youth young_people young_person jeune"
    " jeunes молодёжь",
    ("run_by", "ngo"): "არასამთავრობო ენჯეო ngo ong charity ონჯეო",
    ("day", "MO"): "ორშაბათი ორშაბათს monday mondays lundi понедельник",
    ("day", "TU"): "სამშაბათი სამშაბათს tuesday tuesdays mardi вторник",
    ("day", "WE"): "ოთხშაბათი ოთხშაბათს wednesday wednesdays mercredi среда",
    ("day", "TH"): "ხუთშაბათი ხუთშაბათს thursday thursdays jeudi четверг",
    ("day", "FR"): "პარასკევი პარასკევს friday fridays vendredi пятница",
    ("day", "SA"): "შაბათი შაბათს saturday saturdays samedi суббота",
    ("day", "SU"): "=კვირა =კვირას =kvira =kviras sunday sundays dimanche воскресенье",
    ("language", "ka"): "=ქართულად =kartulad in_georgian en_géorgien georgian_speaking",
    ("language", "az"): "აზერბაიჯანული აზერბაიჯანულად აზერული azerbaijani azeri"
    " azéri azerbaïdjanais азербайджанский по_азербайджански",
    ("language", "hy"): "სომხური სომხურად armenian arménien армянский по_армянски",
    ("language", "ru"): "რუსული რუსულად russian russe русский по_русски",
    ("language", "en"): "ინგლისური ინგლისურად english anglais английский по_английски",
    ("language", "fr"): "ფრანგული ფრანგულად french =français французский по_французски",
    ("language", "uk"): "უკრაინული უკრაინულად ukrainian ukrainien украинский",
    ("language", "tr"): "თურქული თურქულად turkish turc турецкий",
    ("language", "os"): "ოსური ოსურად ossetian ossète осетинский",
    ("language", "ab"): "აფხაზური აფხაზურად abkhaz abkhazian abkhaze абхазский",
    ("language", "de"): "გერმანული გერმანულად german allemand немецкий",
    ("language", "sgn"): "ჟესტური_ენა ჟესტების_ენა sign_language langue_des_signes жестовый_язык",
}  # fmt: skip
"""(facet, code): the ways to say it, separated by spaces; `_` stands for a space."""

WEEKEND = ("weekend", "week_end", "უქმეები", "შაბათ_კვირა", "выходные")

YEARS = """
წლის წელი წლები წ წლამდე წლიდან წლისთვის წლისაა wlis weli welis wlamde wlidan tslis tsl tslamde
year years yr yrs yo y an ans лет год года
"""
"""After a number: it is an age."""
AGED = "age aged ages ასაკი ასაკის ასაკში asaki asakis âge âgé âgée возраст"
"""Before a number: it is an age."""
UNDER = "under below younger moins до წლამდე wlamde tslamde მდე ნაკლები"
OVER = "over above older plus წლიდან wlidan tslidan ზევით მეტი"
BETWEEN = "to à and et და da დან dan до"
AROUND = "old of de than que"
"""Words beside an age that belong to it."""

STOP_WORDS = """
და ან თუ რომ მე ჩემი ჩემს ჩემთვის მინდა მჭირდება გვჭირდება სად როგორ ვინ არის აქ იქ ეს ის ამ იმ
ში ზე თან დან ით ერთი ახლოს ვეძებ
da tu me mchirdeba minda sad rogor aris
a an the of for in at on to and or with from by my our i we is are need needs want where how who
near please some any looking search find someone somebody
le la les l un une des du de d à au aux en et ou pour par sur avec dans mon ma mes je nous est
où comment qui près svp besoin cherche quelqu
и или в на с для по где как мне нужен нужна нужно рядом
"""
NOISE = """
სერვისი მომსახურება დახმარება შვილი მუნიციპალიტეტი ქალაქი რაიონი სოფელი
service help municipality city town village district aide municipalité ville commune
помощь услуга город район
"""
"""Words that say nothing here, in all their forms: everything is a service and a help."""
