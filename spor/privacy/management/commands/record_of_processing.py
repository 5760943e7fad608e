from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from spor.privacy import record


class Command(BaseCommand):
    help = "Prints the record of processing (article 30), or with --dpia the risks, measures and proofs for an impact assessment."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--csv", action="store_true", help="for a spreadsheet")
        parser.add_argument("--dpia", action="store_true", help="the kit for the impact assessment (article 35)")

    def handle(self, *args: Any, csv: bool, dpia: bool, **options: Any) -> None:
        self.stdout.write(record.assessment() if dpia else record.as_csv() if csv else record.as_markdown())
