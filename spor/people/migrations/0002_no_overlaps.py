"""Two periods of one dated fact may not overlap (decision 0004). PostgreSQL holds it; SQLite has the unique index on open rows."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FACTS = {
    "group": ("school_id", "register_id"),
    "membership": ("person_id", "group_id", "role"),
    "enrolment": ("person_id", "school_id", "role"),
    "post": ("person_id", "school_id", "role"),
    "guardianship": ("guardian_id", "pupil_id"),
}


def forbid_overlaps(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for fact, columns in FACTS.items():
        same = ", ".join(f"{column} WITH =" for column in columns)
        editor.execute(
            f"ALTER TABLE people_{fact} ADD CONSTRAINT {fact}s_do_not_overlap"
            f" EXCLUDE USING gist ({same}, daterange(from_on, to_on) WITH &&)"
        )


def allow_overlaps(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for fact in FACTS:
            editor.execute(f"ALTER TABLE people_{fact} DROP CONSTRAINT {fact}s_do_not_overlap")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(forbid_overlaps, allow_overlaps)]
