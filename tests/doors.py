"""Every address and every command, and who gets in. One that is not listed fails the test."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ertad.kernel.rights import rights
from ertad.kernel.roles import MEMBERS, Role
from tests.access_objects import Objects

PUBLIC = "public"
"""A visitor without an account."""
LINK_HOLDER = "link_holder"
"""Whoever opened an institution's signed link, without an account."""
NO_ROLE = "no_role"
"""Signed in, but every membership has ended."""
ACCOUNTS = frozenset(role.value for role in MEMBERS)


def elsewhere(role: str) -> str:
    """Who holds the role in another institution than the one whose record is asked for."""
    return f"{role} elsewhere"


OTHERS = elsewhere(Role.FOCAL_POINT)
SIGNED_IN = ACCOUNTS | {NO_ROLE} | {elsewhere(role) for role in ACCOUNTS}
"""What is everybody's own: my work."""
EVERYONE = SIGNED_IN | {PUBLIC, LINK_HOLDER}
"""What is published; and what a signed link opens, since its address is the key."""


def holders(*names: str) -> frozenset[str]:
    """Who holds one of these rights, as the table says; nobody where it is the owner's alone."""
    rows = [rights()[name] for name in names]
    own = {role.value for row in rows for role in row.own | row.everywhere}
    everywhere = {elsewhere(role.value) for row in rows for role in row.everywhere}
    return frozenset((own - {LINK_HOLDER}) | everywhere)


def of_another(name: str) -> frozenset[str]:
    """Who holds it as one of an institution other than the one whose record is asked for; or for
    every one."""
    row = rights()[name]
    far = {elsewhere(role.value) for role in row.own | row.everywhere}
    return frozenset(far | {role.value for role in row.everywhere})


OF_A_SERVICE = (("service_id", "service"),)


@dataclass(frozen=True)
class Door:
    """Who gets in. `record` names the object of the address in Objects, `key` the word for it.

    `post`: answers only a POST; `file`: gives a file, not a page; `sends`: ids that
    the POST names; `query`: what stands after the `?`; `also`: further words of the address and
    their objects; `more`: words that are always the same. Where nobody is allowed, the owner of
    the record alone gets in: Objects.owner. A door that names no record has no scope: a role in
    another institution opens it too, and shows what is there.
    """

    allowed: frozenset[str]
    record: str = ""
    key: str = "pk"
    post: bool = False
    file: bool = False
    sends: tuple[str, ...] = ()
    query: str = ""
    also: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str | int], ...] = ()

    def kwargs(self, objects: Objects) -> dict[str, Any]:
        words = ((self.key, self.record), *self.also)
        named = {word: getattr(objects, record) for word, record in words if record}
        return named | dict(self.more)

    def lets_in(self) -> frozenset[str]:
        """All visitors whom it lets in, by name."""
        if self.record:
            return self.allowed
        return self.allowed | {elsewhere(role) for role in self.allowed & ACCOUNTS}

    def address(self, name: str, objects: Objects) -> str:
        """In the active language."""
        query = f"?{self.query}" if self.query else ""
        return reverse(name, kwargs=self.kwargs(objects)) + query


DOORS: dict[str, Door] = {
    "health": Door(EVERYONE, file=True),
    "worker": Door(EVERYONE, file=True),
    "site:offline": Door(EVERYONE),
    "text_size": Door(EVERYONE, post=True),
    "look_gallery": Door(EVERYONE),
    "site:home": Door(EVERYONE),
    "site:about": Door(EVERYONE),
    "site:credits": Door(EVERYONE),
    "site:accessibility": Door(EVERYONE),
    "site:contact": Door(EVERYONE),
    "site:work": Door(SIGNED_IN),
    "site:first_day": Door(holders("round.run")),
    "notices:list": Door(SIGNED_IN),
    "notices:open": Door(holders("notice.own"), "notice"),
    "notices:read_all": Door(SIGNED_IN, post=True),
    "notices:choices": Door(SIGNED_IN),
    "privacy:notice": Door(EVERYONE),
    "privacy:child_notice": Door(EVERYONE),
    "privacy:mine": Door(SIGNED_IN),
    "privacy:my_pack": Door(SIGNED_IN, post=True, file=True, more=(("kind", "json"),)),
    "privacy:overview": Door(holders("privacy.see")),
    "privacy:dictionary": Door(holders("privacy.see")),
    "privacy:dictionary_xlsx": Door(holders("privacy.see"), file=True),
    "privacy:retention": Door(holders("privacy.see")),
    "privacy:dpia": Door(holders("privacy.see"), file=True),
    "privacy:breaches": Door(holders("breach.keep")),
    "privacy:breaches_xlsx": Door(holders("breach.keep"), file=True),
    "privacy:add_breach": Door(holders("breach.keep")),
    "privacy:breach": Door(holders("breach.keep"), "breach"),
    "privacy:move_breach": Door(holders("breach.keep"), "breach", more=(("move", "assess"),)),
    "privacy:requests": Door(holders("request.keep")),
    "privacy:add_request": Door(holders("request.keep")),
    "privacy:request": Door(holders("request.keep"), "asked"),
    "privacy:request_pack": Door(
        holders("privacy.pack"), "asked", post=True, file=True, more=(("kind", "json"),)
    ),
    "privacy:answer_request": Door(holders("request.keep"), "asked"),
    "privacy:prolong_request": Door(holders("request.keep"), "asked"),
    "people:institutions": Door(EVERYONE),
    "people:add_institution": Door(holders("institution.keep")),
    "people:change_institution": Door(holders("institution.keep"), "institution"),
    "people:members": Door(holders("member.invite"), "institution"),
    "people:end_membership": Door(holders("member.keep"), "membership", post=True),
    "people:close_account": Door(holders("account.close"), "membership"),
    "people:invite_again": Door(holders("member.invite"), "member_invitation", post=True),
    "people:uninvite": Door(holders("member.invite"), "member_invitation", post=True),
    "account:mine": Door(SIGNED_IN),
    "account:change": Door(SIGNED_IN),
    "account:change_address": Door(SIGNED_IN),
    "account:confirm_address": Door(EVERYONE, "address_key", "key"),
    "account:close": Door(SIGNED_IN),
    "account:end_session": Door(holders("account.keep"), "own_session", "key", post=True),
    "account:end_other_sessions": Door(SIGNED_IN, post=True),
    "account:second_step": Door(SIGNED_IN),
    "account:session": Door(EVERYONE, file=True),
    "account:extend": Door(EVERYONE, post=True),
    "account:invitation": Door(EVERYONE, "invitation_key", "key"),
    "account:sign_in_link": Door(EVERYONE, "sign_in_key", "key"),
    "people:contacts": Door(EVERYONE),
    "people:contacts_file": Door(EVERYONE, file=True, more=(("kind", "xlsx"),)),
    "people:contact": Door(EVERYONE, "contact"),
    "people:contact_card": Door(EVERYONE, "contact", file=True),
    "people:confirm_contact": Door(holders("contact.confirm"), "contact", post=True),
    "people:end_contact": Door(holders("contact.end"), "contact"),
    "people:change_contact": Door(holders("contact.change"), "contact"),
    "people:hand_over_contact": Door(holders("contact.hand_over"), "contact"),
    "people:add_contact": Door(holders("contact.add"), "institution"),
    "people:call_about": Door(EVERYONE, query="theme=ADD&place=example-1"),
    "people:coverage": Door(EVERYONE),
    "people:contact_by_link": Door(EVERYONE, "contact_link", "key"),
    "people:change_by_link": Door(EVERYONE, "contact_link", "key"),
    "people:leave_by_link": Door(EVERYONE, "contact_link", "key"),
    "directory:find": Door(EVERYONE),
    "directory:service": Door(EVERYONE, "service"),
    "child:notice": Door(EVERYONE, "open_service"),
    "directory:report": Door(EVERYONE, "service"),
    "directory:institution": Door(EVERYONE, "institution"),
    "directory:overview": Door(EVERYONE),
    "directory:changes": Door(EVERYONE, file=True),
    "directory:for_your_site": Door(EVERYONE, query="municipality=example-1"),
    "directory:institution_fragment": Door(EVERYONE, "code", "code"),
    "directory:municipality_fragment": Door(EVERYONE, "municipality", "code"),
    "directory:contact": Door(EVERYONE, "open_service", file=True),
    "directory:calendar": Door(EVERYONE, "open_service", file=True),
    "directory:list": Door(EVERYONE),
    "directory:change_list": Door(EVERYONE, post=True),
    "directory:keep_list": Door(holders("list.keep")),
    "directory:kept_lists": Door(holders("list.keep")),
    "directory:kept_list": Door(holders("list.own"), "kept_list"),
    "directory:change_kept_list": Door(holders("list.own"), "kept_list", post=True),
    "directory:shown_list": Door(EVERYONE, "list_key", "key"),
    "directory:take_list": Door(EVERYONE, "list_key", "key", query="as=xlsx", file=True),
    "directory:hand_out": Door(EVERYONE, "list_key", "key"),
    "directory:hand_out_pdf": Door(EVERYONE, "list_key", "key", file=True),
    "directory:follow_search": Door(holders("search.follow"), query="age=15"),
    "directory:followed_searches": Door(holders("search.follow")),
    "directory:stop_search": Door(holders("search.own"), "followed_search", post=True),
    "directory:stop_subscription": Door(EVERYONE, "stop_key", "key"),
    "directory:own_services": Door(holders("service.edit")),
    "directory:own_services_of": Door(holders("service.edit"), "code", "code"),
    "directory:add_service": Door(holders("service.add"), "code", "code"),
    "directory:own_locations": Door(holders("location.add"), "code", "code"),
    "directory:add_location": Door(holders("location.add"), "code", "code"),
    "directory:edit_service": Door(holders("service.edit"), "service", "service_id"),
    "directory:set_places": Door(holders("service.places"), "service", "service_id"),
    "directory:other_languages": Door(holders("service.edit"), "service", "service_id"),
    "directory:end_service": Door(holders("service.end"), "service", "service_id"),
    "directory:service_history": Door(holders("service.history"), "service", "service_id"),
    "directory:edit_location": Door(holders("location.edit"), "location", "location_id"),
    "directory:location_history": Door(holders("service.history"), "location", "location_id"),
    "directory:undo_revision": Door(holders("service.undo"), "revision", "revision_id"),
    "directory:translations": Door(holders("service.translate")),
    "directory:translate": Door(
        holders("service.translate"), "service", "service_id", more=(("to", "ka"),)
    ),
    "directory:reports": Door(holders("report.see")),
    "directory:report_to_settle": Door(holders("report.settle"), "report", "report_id"),
    "cooperation:calendar": Door(EVERYONE),
    "cooperation:public_feed": Door(EVERYONE, file=True),
    "cooperation:news": Door(EVERYONE, file=True),
    "cooperation:follow": Door(holders("calendar.see")),
    "cooperation:own_feed": Door(EVERYONE, "feed_key", "key", file=True),
    "cooperation:stop_weekly": Door(EVERYONE, "weekly_key", "key"),
    "cooperation:add_entry": Door(holders("calendar.write")),
    "cooperation:entry": Door(holders("calendar.see"), "entry"),
    "cooperation:take_entry": Door(holders("calendar.see"), "entry", file=True),
    "cooperation:change_entry": Door(holders("calendar.write"), "entry"),
    "cooperation:cancel_entry": Door(holders("calendar.write"), "entry"),
    "cooperation:offers": Door(holders("offer.see")),
    "cooperation:make_offer": Door(holders("offer.keep")),
    "cooperation:offer": Door(holders("offer.see"), "offer"),
    "cooperation:change_offer": Door(holders("offer.keep"), "offer"),
    "cooperation:answer_offer": Door(of_another("offer.answer"), "offer"),
    "cooperation:move_offer": Door(holders("offer.keep"), "offer", post=True),
    "cooperation:take_back_answer": Door(holders("offer.answer"), "own_answer"),
    "answer:list": Door(EVERYONE, "link", "key"),
    "answer:confirm": Door(EVERYONE, "link", "key", post=True, sends=("service",)),
    "answer:undo": Door(EVERYONE, "link", "key", post=True, sends=("service",)),
    "answer:add": Door(EVERYONE, "link", "key"),
    "answer:contact": Door(EVERYONE, "link", "key"),
    "answer:change": Door(EVERYONE, "link", "key", also=OF_A_SERVICE),
    "answer:end": Door(EVERYONE, "link", "key", also=OF_A_SERVICE),
    "answer:places": Door(EVERYONE, "link", "key", post=True, also=OF_A_SERVICE),
    "answer:grid": Door(EVERYONE, "link", "key"),
    "answer:row": Door(EVERYONE, "link", "key", post=True, file=True, also=OF_A_SERVICE),
    "answer:send": Door(EVERYONE, "link", "key", post=True),
    "answer:thanks": Door(EVERYONE, "link", "key"),
    "answer:file": Door(EVERYONE, "link", "key"),
    "answer:take": Door(EVERYONE, "link", "key", post=True, file=True),
    "answer:columns": Door(EVERYONE, "link", "key"),
    "answer:settle": Door(EVERYONE, "link", "key", post=True),
    "answer:send_file": Door(EVERYONE, "link", "key", post=True),
    "answer:more_time": Door(EVERYONE, "link", "key"),
    "answer:new_link": Door(EVERYONE, "link", "key", post=True),
    "profiles:profile": Door(EVERYONE, "institution"),
    "profiles:profile_pdf": Door(EVERYONE, "institution", file=True),
    "profiles:leaflet": Door(EVERYONE, "institution"),
    "profiles:leaflet_pdf": Door(EVERYONE, "institution", file=True),
    "profiles:councils": Door(EVERYONE, "institution"),
    "profiles:residents": Door(EVERYONE, "institution"),
    "profiles:returns": Door(holders("returns.see"), "institution"),
    "profiles:council": Door(EVERYONE, "municipality", "code"),
    "profiles:council_docx": Door(EVERYONE, "municipality", "code", file=True),
    "profiles:council_xlsx": Door(EVERYONE, "municipality", "code", file=True),
    "profiles:write": Door(holders("profile.write"), "institution"),
    "profiles:history": Door(holders("profile.write"), "institution"),
    "profiles:present": Door(EVERYONE, "institution"),
    "profiles:add_challenge": Door(holders("challenge.write"), "institution"),
    "profiles:challenges": Door(holders("challenge.read")),
    "profiles:challenges_xlsx": Door(holders("challenge.read"), file=True),
    "profiles:challenge": Door(holders("challenge.read"), "challenge"),
    "profiles:edit_challenge": Door(holders("challenge.write"), "challenge"),
    "profiles:move": Door(holders("challenge.write"), "challenge", more=(("word", "solve"),)),
    "profiles:share": Door(
        holders("challenge.join"), "shared_challenge", post=True, sends=("institution",)
    ),
    "profiles:unshare": Door(
        holders("challenge.join"), "shared_challenge", post=True, sends=("institution",)
    ),
    "profiles:challenge_history": Door(holders("challenge.write"), "challenge"),
    "profiles:undo": Door(holders("challenge.write"), "said", "revision_id"),
    "profiles:specialists": Door(holders("specialist.read")),
    "profiles:specialist": Door(holders("specialist.read"), "specialist"),
    "profiles:specialist_pdf": Door(holders("specialist.read"), "specialist", file=True),
    "profiles:present_specialist": Door(holders("specialist.read"), "specialist"),
    "profiles:write_specialist": Door(holders("specialist.write")),
    "profiles:withdraw_specialist": Door(SIGNED_IN, post=True),
    "agreements:register": Door(holders("agreement.see")),
    "agreements:coverage": Door(holders("agreement.see")),
    "agreements:pathways": Door(holders("agreement.see")),
    "agreements:add": Door(holders("agreement.draft")),
    "agreements:agreement": Door(holders("agreement.drafts_see"), "agreement_draft"),
    "agreements:version": Door(
        holders("agreement.see"), "agreement_in_force", more=(("number", 1),)
    ),
    "agreements:paper": Door(
        holders("agreement.drafts_see"),
        "agreement_draft",
        file=True,
        more=(("number", 1), ("language", "en")),
    ),
    "agreements:compare": Door(holders("agreement.drafts_see"), "agreement_draft"),
    "agreements:edit": Door(holders("agreement.draft"), "agreement_draft"),
    "agreements:parties": Door(holders("agreement.draft"), "agreement_draft"),
    "agreements:add_pathway": Door(holders("agreement.draft"), "agreement_draft"),
    "agreements:pathway": Door(
        holders("agreement.draft"), "agreement_draft", also=(("pathway_id", "pathway"),)
    ),
    "agreements:move": Door(
        holders("agreement.draft"), "agreement_draft", more=(("move", "send"),)
    ),
    "agreements:sign": Door(
        holders("agreement.sign"), "agreement_review", also=(("party_id", "agreement_party"),)
    ),
    "agreements:scan": Door(holders("agreement.drafts_see"), "signature", file=True),
    "collection:rounds": Door(holders("round.see")),
    "collection:add_round": Door(holders("round.run")),
    "collection:round": Door(holders("round.see"), "round"),
    "collection:change_round": Door(holders("round.run"), "round"),
    "collection:invite": Door(holders("round.run"), "round"),
    "collection:uninvite": Door(holders("round.run"), "round", post=True, sends=("invitation",)),
    "collection:move_round": Door(holders("round.run"), "round", post=True),
    "collection:letters": Door(holders("round.run"), "round"),
    "collection:ask_again": Door(holders("round.run"), "invitation", post=True),
    "collection:set_letters_aside": Door(holders("round.run"), "invitation", post=True),
    "collection:answer_extension": Door(holders("round.run"), "invitation", post=True),
    "collection:more_time": Door(holders("round.answer"), "invitation"),
    "collection:publish": Door(holders("round.publish"), "round"),
    "collection:dashboard": Door(holders("round.run"), "round"),
    "collection:dashboard_xlsx": Door(holders("round.run"), "round", file=True),
    "collection:review": Door(holders("submission.review"), "submission"),
    "collection:pairs": Door(holders("pair.answer")),
    "collection:pair": Door(holders("pair.answer"), "pair"),
    "collection:merges": Door(holders("service.merge")),
    "collection:undo_merge": Door(holders("service.merge"), "merge"),
    "collection:suggestions": Door(holders("suggestion.settle")),
    "collection:settle_suggestion": Door(holders("suggestion.settle"), "suggestion", post=True),
    "collection:invitation": Door(holders("answer.see"), "invitation"),
    "collection:answers": Door(holders("answer.see"), "invitation"),
    "collection:take_workbook": Door(holders("round.answer"), "invitation", post=True, file=True),
    "collection:upload": Door(holders("round.answer"), "invitation"),
    "collection:submission": Door(holders("answer.see"), "submission"),
    "collection:columns": Door(holders("answer.see"), "submission"),
    "collection:answer_conflict": Door(holders("round.answer"), "submission", post=True),
    "collection:send": Door(holders("round.answer"), "submission", post=True),
    "collection:marked_workbook": Door(holders("answer.see"), "submission", file=True),
    "collection:received_file": Door(holders("answer.see"), "submission", file=True),
    "audit:trail": Door(holders("audit.read")),
    "audit:file": Door(holders("audit.read"), file=True),
    "audit:record": Door(holders("audit.read")),
    "audit:act": Door(holders("audit.read"), "act", "seq"),
}
"""Addresses of ours, each with the right that opens it; those of signing in are in SIGN_IN."""

SIGN_IN: dict[str, dict[str, str | int]] = {
    "account_login": {}, "account_request_login_code": {}, "account_confirm_login_code": {},
    "account_reauthenticate": {}, "account_logout": {}, "account_signup": {},
    "account_inactive": {}, "account_change_password": {}, "account_set_password": {},
    "account_reset_password": {}, "account_reset_password_done": {},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "account_reset_password_from_key_done": {}, "mfa_authenticate": {}, "mfa_reauthenticate": {},
    "mfa_index": {}, "mfa_activate_totp": {}, "mfa_deactivate_totp": {},
    "mfa_view_recovery_codes": {}, "mfa_generate_recovery_codes": {}, "mfa_list_webauthn": {},
    "mfa_add_webauthn": {}, "mfa_edit_webauthn": {"pk": 1}, "mfa_remove_webauthn": {"pk": 1},
    "mfa_login_webauthn": {}, "mfa_reauthenticate_webauthn": {},
}  # fmt: skip
"""Doors of signing in, allauth's; those for members answer a visitor with the sign-in page."""

OPERATOR = "operator"
"""Whoever holds a shell on the machine."""
COMMANDS = dict.fromkeys(
    (
        "add-coordinator", "add-institution", "audit", "backup", "demo", "export", "group",
        "import", "labels",
        "load-reference", "move-database",
        "manage", "privacy", "reindex", "restore", "run-due", "search",
    ),
    OPERATOR,
)  # fmt: skip
"""Command -> who may. Acts of the command line run as the installation and leave their trace."""
