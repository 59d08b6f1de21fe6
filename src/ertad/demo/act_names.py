"""What acts of the demonstration are called in the audit trail."""

ACT_NAMES = (
    ("demo.region", "Demo: Example region"),
    ("demo.services", "Demo: services"),
)
