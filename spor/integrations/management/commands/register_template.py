"""Write the empty template for a school without a register export."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from spor.integrations.template import writing


class Command(BaseCommand):
    help = "Write the empty register template to FILE.xlsx or FILE.csv"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file to write; its ending says which kind")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        kinds = {".xlsx": writing.as_xlsx, ".csv": writing.as_csv}
        if path.suffix.casefold() not in kinds:
            raise CommandError("Filens navn skal ende på .xlsx eller .csv.")
        try:
            path.write_bytes(kinds[path.suffix.casefold()]())
        except OSError as fault:
            raise CommandError(f"{path} kan ikke skrives: {fault.strerror}.") from None
        self.stdout.write(str(path))
