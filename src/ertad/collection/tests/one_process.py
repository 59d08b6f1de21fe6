"""What one process of `test_concurrency` does: a step by its name, its words as JSON.

It says `ready` when Django is up and begins when a line comes in, so that the steps of several
processes fall together. The last line that it prints is its answer as JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def publish(*, round: str, user: str, stop_at: str = "") -> dict[str, Any]:
    """Publish; with `stop_at`, hang for ever before the first statement on that table."""
    from django.db import connection

    from ertad.collection.acts.publish_round import publish_round
    from ertad.collection.models import Round

    def stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if stop_at and stop_at in sql and not sql.startswith("SELECT"):
            say("stopped")
            time.sleep(600)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop):
        round_ = Round.objects.get(pk=round)
        publication = publish_round(round=round_, by=_coordinator(user), at=_now()).publication
    return {"number": publication.number, "new": publication.new}


def tell() -> dict[str, Any]:
    """The directory as anyone sees it now, and whether the audit trail holds."""
    from ertad.audit.verify import verify
    from ertad.collection.models import Round, SourceRow, Submission
    from ertad.directory.models import DirectoryState, Publication, SearchEntry, Service

    state = DirectoryState.objects.filter(id=1).first()
    return {
        "version": state.version if state else 0,
        "services": Service.objects.count(),
        "entries": SearchEntry.objects.count(),
        "publications": Publication.objects.count(),
        "rounds": sorted(Round.objects.values_list("state", flat=True)),
        "submissions": sorted(Submission.objects.values_list("state", flat=True)),
        "rows": SourceRow.objects.count(),
        "sound": verify().whole,
    }


def take_in(*, invitation: str, user: str, path: str, language: str) -> dict[str, Any]:
    """Receive a file, check it, look for what it repeats."""
    from pathlib import Path

    from ertad.collection.acts.receive_file import receive_file
    from ertad.collection.jobs import check_and_match
    from ertad.collection.models import Invitation

    began = time.time()
    say("begun")
    submission = receive_file(
        submission_id=uuid4(),
        invitation=Invitation.objects.select_related("round").get(pk=invitation),
        file_name="list.xlsx", content=Path(path).read_bytes(), language=language,
        by=_coordinator(user), at=_now(),
    )  # fmt: skip
    state = check_and_match(submission.pk, at=_now())
    return {"state": state, "rows": submission.rows.count(), "began": began, "ended": time.time()}


def sixteen_acts(*, user: str, institution: str, services: list[str]) -> dict[str, Any]:
    """Sixteen people at once: eight edit, four confirm, four begin a round."""
    from datetime import timedelta

    from ertad.collection.acts.draft_round import draft_round
    from ertad.directory.acts.confirm_services import confirm_services
    from ertad.directory.acts.edit_service import edit_service
    from ertad.directory.models import Service
    from ertad.directory.record import read_record
    from ertad.kernel.actor import Actor
    from ertad.kernel.roles import Role

    by, owner = _coordinator(user), Actor(Role.FOCAL_POINT, UUID(user), UUID(institution))
    at = _now() + timedelta(days=3)

    def edit(key: str) -> None:
        service = Service.objects.get(pk=key)
        record = {**read_record(service), "description_en": f"Changed at {at}."}
        edit_service(
            service_id=service.pk, record=record, base_version=service.version, by=owner, at=at
        )

    def confirm(key: str) -> None:
        confirm_services(service_ids=[UUID(key)], by=owner, at=at)

    def begin(_key: str) -> None:
        day = at.date()
        draft_round(
            round_id=uuid4(), period_start=day, period_end=day, due_on=day, by=by, at=at,
            title_en="Another",
        )  # fmt: skip

    acts = [edit] * 8 + [confirm] * 4 + [begin] * 4
    began = time.time()
    answers = at_once([partial(act, key) for act, key in zip(acts, services, strict=True)])
    return {"answers": answers, "began": began, "ended": time.time()}


def two_reviewers(*, user: str, pairs: list[str], submissions: list[str]) -> dict[str, Any]:
    """Each pair and each file is decided by two people who both saw its present version."""
    from ertad.collection.acts.accept_submission import accept_submission
    from ertad.collection.acts.answer_pair import answer_pair
    from ertad.collection.acts.return_submission import return_submission
    from ertad.collection.models import Pair, Submission

    by = _coordinator(user)

    def answer(key: str) -> Callable[[], object]:
        pair = Pair.objects.get(pk=key)
        return lambda: answer_pair(
            pair=pair, answer="different", by=by, at=_now(), merge_id=uuid4(), version=pair.version
        )

    def decide(key: str, *, accept: bool) -> Callable[[], object]:
        seen = Submission.objects.select_related("invitation__round").get(pk=key)
        if accept:
            return lambda: accept_submission(
                submission=seen, by=by, at=_now(), version=seen.version
            )
        return lambda: return_submission(
            submission=seen, by=by, at=_now(), comment="Look again.", version=seen.version
        )

    return {
        "pairs": [sorted(at_once([answer(key), answer(key)])) for key in pairs],
        "submissions": [
            sorted(at_once([decide(key, accept=True), decide(key, accept=False)]))
            for key in submissions
        ],
    }


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Run each in a thread with a connection of its own; "done" or the name of what it raised."""
    from django.db import connection

    together, answers = Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            connection.close()  # with a pool there are fewer connections than threads
            together.wait(30)
            act()
            answers[number] = "done"
        except Exception as error:  # the answer says which
            answers[number] = f"{type(error).__name__}"
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _now() -> Any:
    from ertad.kernel.clock import now

    return now()


def _coordinator(user: str) -> Any:
    from ertad.kernel.actor import Actor
    from ertad.kernel.roles import Role

    return Actor(Role.COORDINATOR, UUID(user), None, "Asked to on the telephone.")


@contextmanager
def closed_at_the_end() -> Iterator[None]:
    from django.db import connections

    try:
        yield
    finally:
        connections.close_all()


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    each.__name__: each for each in (publish, tell, take_in, sixteen_acts, two_reviewers)
}

if __name__ == "__main__":
    import django

    django.setup()
    say("ready")
    words = json.loads(sys.stdin.readline())
    with closed_at_the_end():
        say(json.dumps(STEPS[sys.argv[1]](**words)))
