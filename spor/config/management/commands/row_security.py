"""`./run row_security ROLE`: the second lock on PostgreSQL. The owner of the tables runs it, after every migrate."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

# The ground: what the relations themselves are read from, and the audit, which is only added to.
GROUND = {"people", "access"}
AUDIT = ("access_event", "access_look", "access_lookpupil", "access_change", "access_lookseal", "access_lookalarm")

_MINE = "(SELECT string_to_array(nullif(current_setting('{}', true), ''), ',')::bigint[])::bigint[]"
_PUPILS = f"pupil_id = ANY({_MINE.format('spor.pupils')})"
_MADE_TOGETHER = (
    f"pupil_id = ANY({_MINE.format('spor.peers')}) AND product_id IS NOT NULL AND spor_made_together(product_id)"
)
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION spor_made_together(product bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$ SELECT EXISTS (SELECT 1 FROM evidence_trace t WHERE t.product_id = product AND {mine}) $$;
CREATE OR REPLACE FUNCTION spor_whose(place text, named text) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public AS $$ DECLARE found bigint; BEGIN
  IF place <> ALL (ARRAY[{places}]) THEN RETURN NULL; END IF;
  EXECUTE format('SELECT pupil_id FROM %I WHERE code = $1', place) INTO found USING named;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION spor_made_together(bigint), spor_whose(text, text) FROM PUBLIC;
"""


def guarded() -> list[type[Model]]:
    """The models whose rows are each about one pupil, above the ground."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in GROUND
        and any(each.attname == "pupil_id" for each in model._meta.concrete_fields)
    ]


class Command(BaseCommand):
    help = "Locks every pupil's rows on PostgreSQL for the role that serves. Run it as the owner, after every migrate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "role", help="the role that serves: it exists, owns nothing, and may not bypass row security"
        )

    @transaction.atomic
    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Row security needs PostgreSQL; on SQLite the guard is the only lock.")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls OR rolname = current_user FROM pg_roles WHERE rolname = %s", [role]
            )
            found = cursor.fetchone()
            if found is None or found[0]:
                raise CommandError(
                    f"{role} must be a role of its own that may not bypass row security (docs/operations.md)."
                )
            tables = [model._meta.db_table for model in guarded()]
            coded = [
                model._meta.db_table
                for model in guarded()
                if any(f.name == "code" for f in model._meta.concrete_fields)
            ]
            places = ", ".join(f"'{each}'" for each in coded)
            cursor.execute(_FUNCTIONS.format(mine=_PUPILS.replace("pupil_id", "t.pupil_id", 1), places=places))
            for table in tables:
                rule = f"{_PUPILS} OR ({_MADE_TOGETHER})" if table == "evidence_trace" else _PUPILS
                cursor.execute(f'DROP POLICY IF EXISTS spor_pupils ON "{table}"')
                cursor.execute(f'CREATE POLICY spor_pupils ON "{table}" USING ({rule})')
                cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            for line in _grants(role):
                cursor.execute(line)
        self.stdout.write(f"{len(tables)} tables are locked for {role}.")


def _grants(role: str) -> list[sql.Composed]:
    """What the role may: read and write rows; of the audit only add and read. It owns nothing and makes nothing."""
    lines = (
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "GRANT EXECUTE ON FUNCTION spor_made_together(bigint), spor_whose(text, text) TO {role}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        *(f"REVOKE UPDATE, DELETE ON {table} FROM {{role}}" for table in AUDIT),
    )
    return [sql.SQL(line).format(role=sql.Identifier(role)) for line in lines]
