"""Every address and every command, and who gets in. One that is not listed fails the test."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ertad.kernel.rights import rights
from ertad.kernel.roles import Role
from tests.access_objects import Objects

PUBLIC = "public"
OTHERS = "others"
"""A focal point of another institution than the one whose record is asked for."""

EVERYONE = frozenset({PUBLIC, OTHERS, *(role.value for role in Role)})
SIGNED_IN = EVERYONE - {PUBLIC}
COORDINATOR = frozenset({Role.COORDINATOR.value})
FOCAL = frozenset({Role.FOCAL_POINT.value, Role.DEPUTY.value})
EDITORS = FOCAL | {Role.PROVIDER_STAFF.value}
ADMIN = frozenset({Role.INSTITUTION_ADMIN.value})
NOBODY: frozenset[str] = frozenset()


def holders(right: str) -> frozenset[str]:
    """The roles that hold a right for a record of their institution, as the table says."""
    row = rights()[right]
    return frozenset(role.value for role in row.own | row.everywhere)


OF_A_SERVICE = (("service_id", "service"),)


@dataclass(frozen=True)
class Door:
    """Who gets in. `record` names the object of the address in Objects, `key` the word for it.

    `post`: answers only a POST; `file`: gives a file, not a page; `sends`: ids that
    the POST names; `query`: what stands after the `?`; `also`: further words of the address and
    their objects; `more`: words that are always the same. Where nobody is allowed, the owner of
    the record alone gets in: Objects.owner.
    """

    allowed: frozenset[str]
    record: str = ""
    key: str = "pk"
    post: bool = False
    file: bool = False
    sends: tuple[str, ...] = ()
    query: str = ""
    also: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    def kwargs(self, objects: Objects) -> dict[str, Any]:
        words = ((self.key, self.record), *self.also)
        named = {word: getattr(objects, record) for word, record in words if record}
        return named | dict(self.more)

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
    "site:first_day": Door(COORDINATOR),
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
    "people:add_institution": Door(COORDINATOR),
    "people:change_institution": Door(COORDINATOR, "institution"),
    "people:members": Door(COORDINATOR | ADMIN, "institution"),
    "people:end_membership": Door(COORDINATOR | ADMIN, "membership", post=True),
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
    "directory:keep_list": Door(SIGNED_IN),
    "directory:kept_lists": Door(SIGNED_IN),
    "directory:kept_list": Door(NOBODY, "kept_list"),
    "directory:change_kept_list": Door(NOBODY, "kept_list", post=True),
    "directory:shown_list": Door(EVERYONE, "list_key", "key"),
    "directory:take_list": Door(EVERYONE, "list_key", "key", query="as=xlsx", file=True),
    "directory:hand_out": Door(EVERYONE, "list_key", "key"),
    "directory:hand_out_pdf": Door(EVERYONE, "list_key", "key", file=True),
    "directory:follow_search": Door(SIGNED_IN, query="age=15"),
    "directory:followed_searches": Door(SIGNED_IN),
    "directory:stop_search": Door(NOBODY, "followed_search", post=True),
    "directory:stop_subscription": Door(EVERYONE, "stop_key", "key"),
    "directory:own_services": Door(EDITORS | COORDINATOR | {OTHERS}),
    "directory:own_services_of": Door(EDITORS | COORDINATOR, "code", "code"),
    "directory:add_service": Door(FOCAL | COORDINATOR, "code", "code"),
    "directory:own_locations": Door(EDITORS | COORDINATOR, "code", "code"),
    "directory:add_location": Door(EDITORS | COORDINATOR, "code", "code"),
    "directory:edit_service": Door(EDITORS | COORDINATOR, "service", "service_id"),
    "directory:set_places": Door(EDITORS | COORDINATOR, "service", "service_id"),
    "directory:other_languages": Door(EDITORS | COORDINATOR, "service", "service_id"),
    "directory:end_service": Door(FOCAL | COORDINATOR, "service", "service_id"),
    "directory:service_history": Door(EDITORS | COORDINATOR, "service", "service_id"),
    "directory:edit_location": Door(EDITORS | COORDINATOR, "location", "location_id"),
    "directory:location_history": Door(EDITORS | COORDINATOR, "location", "location_id"),
    "directory:undo_revision": Door(EDITORS | COORDINATOR, "revision", "revision_id"),
    "directory:translations": Door(COORDINATOR),
    "directory:translate": Door(COORDINATOR, "service", "service_id", more=(("to", "ka"),)),
    "directory:reports": Door(EDITORS | COORDINATOR | {OTHERS}),
    "directory:report_to_settle": Door(EDITORS | COORDINATOR, "report", "report_id"),
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
    "profiles:returns": Door(EDITORS | ADMIN | COORDINATOR, "institution"),
    "profiles:council": Door(EVERYONE, "municipality", "code"),
    "profiles:council_docx": Door(EVERYONE, "municipality", "code", file=True),
    "profiles:council_xlsx": Door(EVERYONE, "municipality", "code", file=True),
    "collection:rounds": Door(FOCAL | COORDINATOR | {OTHERS}),
    "collection:add_round": Door(COORDINATOR),
    "collection:round": Door(FOCAL | COORDINATOR, "round"),
    "collection:change_round": Door(COORDINATOR, "round"),
    "collection:invite": Door(COORDINATOR, "round"),
    "collection:uninvite": Door(COORDINATOR, "round", post=True, sends=("invitation",)),
    "collection:move_round": Door(COORDINATOR, "round", post=True),
    "collection:letters": Door(COORDINATOR, "round"),
    "collection:ask_again": Door(COORDINATOR, "invitation", post=True),
    "collection:set_letters_aside": Door(COORDINATOR, "invitation", post=True),
    "collection:answer_extension": Door(COORDINATOR, "invitation", post=True),
    "collection:more_time": Door(FOCAL | COORDINATOR, "invitation"),
    "collection:publish": Door(COORDINATOR, "round"),
    "collection:dashboard": Door(COORDINATOR, "round"),
    "collection:dashboard_xlsx": Door(COORDINATOR, "round", file=True),
    "collection:review": Door(COORDINATOR, "submission"),
    "collection:pairs": Door(FOCAL | COORDINATOR | {OTHERS}),
    "collection:pair": Door(FOCAL | COORDINATOR, "pair"),
    "collection:merges": Door(FOCAL | COORDINATOR | {OTHERS}),
    "collection:undo_merge": Door(FOCAL | COORDINATOR, "merge"),
    "collection:suggestions": Door(FOCAL | COORDINATOR | {OTHERS}),
    "collection:settle_suggestion": Door(FOCAL | COORDINATOR, "suggestion", post=True),
    "collection:invitation": Door(FOCAL | COORDINATOR, "invitation"),
    "collection:answers": Door(FOCAL | COORDINATOR, "invitation"),
    "collection:take_workbook": Door(FOCAL | COORDINATOR, "invitation", post=True, file=True),
    "collection:upload": Door(FOCAL | COORDINATOR, "invitation"),
    "collection:submission": Door(FOCAL | COORDINATOR, "submission"),
    "collection:columns": Door(FOCAL | COORDINATOR, "submission"),
    "collection:answer_conflict": Door(FOCAL | COORDINATOR, "submission", post=True),
    "collection:send": Door(FOCAL | COORDINATOR, "submission", post=True),
    "collection:marked_workbook": Door(FOCAL | COORDINATOR, "submission", file=True),
    "collection:received_file": Door(FOCAL | COORDINATOR, "submission", file=True),
}
"""Addresses of ours; those of signing in are allauth's and listed in SIGN_IN."""

SIGN_IN: dict[str, dict[str, str]] = {
    "account_login": {}, "account_request_login_code": {}, "account_confirm_login_code": {},
    "account_reauthenticate": {}, "account_logout": {}, "account_signup": {},
    "account_inactive": {}, "account_change_password": {}, "account_set_password": {},
    "account_reset_password": {}, "account_reset_password_done": {},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "account_reset_password_from_key_done": {}, "mfa_authenticate": {}, "mfa_reauthenticate": {},
    "mfa_index": {}, "mfa_activate_totp": {}, "mfa_deactivate_totp": {},
    "mfa_view_recovery_codes": {}, "mfa_generate_recovery_codes": {},
    "mfa_download_recovery_codes": {},
}  # fmt: skip
"""Doors of signing in, allauth's; those for members answer a visitor with the sign-in page."""

COMMANDS = {
    "add-coordinator", "add-institution", "audit", "demo", "export", "import", "labels",
    "load-reference", "move-database",
    "manage", "privacy", "reindex", "run-due", "search",
}  # fmt: skip
"""The command line is for the operator of the machine; acts run as SYSTEM and leave their trace."""
