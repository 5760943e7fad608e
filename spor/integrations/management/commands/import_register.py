"""Read a register source from the command line: preview by default, `--apply` to carry it out."""

import json
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from spor.integrations.importing import import_all
from spor.integrations.preview import IN_JSON, Report, as_text
from spor.integrations.refusals import RefusedFile

REFUSED = 2


class Command(BaseCommand):
    help = "Preview a register file (STIL WS-Eksport, OneRoster or our own template); --apply reads it in"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file; what it is is seen from its content")
        parser.add_argument("--apply", action="store_true", help="carry it out, in one transaction")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")

    def handle(self, *args: Any, **options: Any) -> None:
        self._make_tables()
        try:
            reports = import_all(options["file"], apply=options["apply"])
        except RefusedFile as refused:
            if options["json"]:
                self.stdout.write(json.dumps({"refused": refused.reason, "line": refused.line}, ensure_ascii=False))
            self.stderr.write(str(refused))
            sys.exit(REFUSED)
        if options["json"]:
            self.stdout.write(json.dumps(_summed(reports), ensure_ascii=False))
        else:
            self.stdout.write("\n\n".join(map(as_text, reports)))

    def _make_tables(self) -> None:
        """On a database that has never been used the tables are made first; one in use is left to `migrate`."""
        if not connection.introspection.table_names():
            self.stderr.write("Databasen er ny; tabellerne laves først …")
            call_command("migrate", verbosity=0)


def _summed(reports: list[Report]) -> dict[str, Any]:
    """One object, however many institutions the source has."""
    if len(reports) == 1:
        return reports[0].as_json()
    whole: dict[str, Any] = {
        name: {
            kind: sum(report.tables[name].numbers[kind] for report in reports) for kind in ("added", "changed", "ended")
        }
        for name in IN_JSON
    }
    return whole | {"warnings": [warning for report in reports for warning in report.warnings]}
