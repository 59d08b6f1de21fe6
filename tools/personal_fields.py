"""Writes down which fields are about persons: `python -m tools.personal_fields`.

A test compares the file with the models, so that a field that came is seen by somebody.
"""

import os
from pathlib import Path

import django

FILE = Path(__file__).resolve().parents[1] / "src/ertad/privacy/tests/personal_fields.txt"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ertad.site.settings.local")
    django.setup()
    from ertad.privacy.dictionary import personal_fields

    lines = [
        f"{model._meta.label_lower}.{field.name} {privacy.value}"
        for model, field, privacy in personal_fields()
    ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
