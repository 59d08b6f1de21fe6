"""Is it alive: database, migrations, and the age of the oldest waiting job."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult


def health(request: HttpRequest) -> JsonResponse:
    """200 with `status: ok`, or 503 and which part fails; no content, no versions, no names."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _failing("unreachable")
    try:
        oldest = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    except DatabaseError:
        return _failing("without its tables")
    age = (timezone.now() - oldest.enqueued_at).total_seconds() if oldest else 0.0
    return JsonResponse(
        {"status": "ok", "database": "ok", "oldest_waiting_job_seconds": round(age)}
    )


def _failing(database: str) -> JsonResponse:
    return JsonResponse({"status": "failing", "database": database}, status=503)
