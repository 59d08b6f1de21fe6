"""Is it alive: database, migrations, and the age of the oldest job and letter that wait."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ertad.audit.queries import chain_state_for_the_operator
from ertad.directory.search.engine import what_is_missing
from ertad.notices.queries import oldest_waiting


def health(request: HttpRequest) -> JsonResponse:
    """200 with `status: ok`, or 503 and which part fails; no content, no versions, no names.

    `audit_trail` is the verdict of the last daily verification: whole, broken, old or none.
    `search` is there only where PostgreSQL could be the engine of the search and is not.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _failing("unreachable")
    try:
        letter = oldest_waiting(timezone.now())
        oldest = DBTaskResult.objects.ready().order_by("enqueued_at").first()
        missing = what_is_missing()
        trail = chain_state_for_the_operator(timezone.now())
    except DatabaseError:
        return _failing("without its tables")
    age = (timezone.now() - oldest.enqueued_at).total_seconds() if oldest else 0.0
    return JsonResponse(
        {
            "status": "ok",
            "database": "ok",
            "oldest_waiting_job_seconds": round(age),
            "oldest_waiting_letter_seconds": round(letter),
            "audit_trail": trail,
            **({"search": missing} if missing else {}),
        }
    )


def _failing(database: str) -> JsonResponse:
    return JsonResponse({"status": "failing", "database": database}, status=503)
