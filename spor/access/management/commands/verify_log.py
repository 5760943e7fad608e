"""./run verify_log 2026-11-25"""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spor.access import seals
from spor.base import clock


class Command(BaseCommand):
    help = (
        "Proves that the log of who looked stands as it was sealed: of a day (default today), or of all days (--all)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("day", nargs="?", type=dt.date.fromisoformat, help="2026-11-25")
        parser.add_argument("--all", action="store_true", help="every day that is kept")

    def handle(self, *args: Any, **options: Any) -> None:
        day = None if options["all"] else options["day"] or clock.today()
        proof = seals.prove(day)
        self.stdout.write(
            f"{day or 'All days'}: {proof.looks} looks at {proof.pupils} pupils in {proof.seals} seals; "
            f"{proof.unsealed} not sealed yet. Last seal: {proof.head or 'none'}"
        )
        for trouble in proof.troubles:
            self.stdout.write(trouble)
        if proof.troubles:
            raise CommandError(f"The log is not as it was sealed: {len(proof.troubles)} places.")
