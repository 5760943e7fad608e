"""./run bench pages, ./run bench looks"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Measure the pages beside a floor page, or who looked at city size, on databases of the run's own (bench pages, bench looks)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("family", choices=["pages", "looks"])
        parser.add_argument("--json", action="store_true", help="a line of JSON a page")
        parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
        parser.add_argument("--seconds", type=float, default=45, help="how long to measure on each database")

        parser.add_argument("--rows", type=int, default=50_000_000, help="looks: how many looked-at pupils")

    def handle(self, *args: Any, **options: Any) -> None:
        from bench import looks, pages

        if options["family"] == "looks":
            for answer in looks.run(options["rows"]):
                self.stdout.write(answer)
            return
        both = ["sqlite", "postgresql"]
        for database in both if options["database"] == "both" else [options["database"]]:
            for line in pages.run(database, options["seconds"]):
                self.stdout.write(pages.as_json(line) if options["json"] else pages.text(line))
                self.stdout.flush()
