"""`./run row_security ROLE`: the second lock on PostgreSQL. The owner of the tables runs it, after every migrate."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from psycopg import sql

from spor.config import row_policies

AUDIT = ("access_event", "access_look", "access_lookpupil", "access_change", "access_lookseal", "access_lookalarm")


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
            cursor.execute(row_policies.functions())
            for each in row_policies.locked():
                cursor.execute(f'DROP POLICY IF EXISTS spor_pupils ON "{each.table}"')
                cursor.execute(f'CREATE POLICY spor_pupils ON "{each.table}" USING ({each.rule})')
                cursor.execute(f'ALTER TABLE "{each.table}" ENABLE ROW LEVEL SECURITY')
            for line in _grants(role):
                cursor.execute(line)
        self.stdout.write(f"{len(row_policies.locked())} tables are locked for {role}.")


def _grants(role: str) -> list[sql.Composed]:
    """What the role may: read and write rows; of the audit only add and read. It owns nothing and makes nothing."""
    lines = (
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"GRANT EXECUTE ON FUNCTION {', '.join(row_policies.SIGNATURES)} TO {{role}}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        *(f"REVOKE UPDATE, DELETE ON {table} FROM {{role}}" for table in AUDIT),
    )
    return [sql.SQL(line).format(role=sql.Identifier(role)) for line in lines]
