"""./run bench pages, ./run bench looks, ./run bench lock"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Measure the pages beside a floor page, who looked at city size, or what the second lock costs (bench pages, looks, lock)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("family", choices=["pages", "looks", "lock"])
        parser.add_argument("--json", action="store_true", help="a line of JSON a page")
        parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
        parser.add_argument("--seconds", type=float, default=45, help="how long to measure on each database")
        parser.add_argument("--rows", type=int, default=50_000_000, help="looks: how many looked-at pupils")

    def handle(self, *args: Any, **options: Any) -> None:
        from bench import lock, looks, pages

        if options["family"] != "pages":
            answers = looks.run(options["rows"]) if options["family"] == "looks" else lock.run(options["seconds"])
            for answer in answers:
                self.stdout.write(answer)
            return
        both = ["sqlite", "postgresql"]
        for database in both if options["database"] == "both" else [options["database"]]:
            for line in pages.run(database, options["seconds"]):
                self.stdout.write(pages.as_json(line) if options["json"] else pages.text(line))
                self.stdout.flush()
