from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from spor.base import clock
from spor.privacy import scrubbing, sessions
from spor.privacy.retaining import due, retain


class Command(BaseCommand):
    help = (
        "Erases what has been kept as long as it may be, and says what went. Run it every night; --dry-run only says."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = clock.now()
        if dry_run:
            report = due(now)
        else:
            scrubbing.begin()
            report = retain(now)
            closed = sessions.close()
            if report.gone or closed:
                scrubbing.finish()
            self.stdout.write(f"{closed} sessions closed")
        for label, count in sorted(report.gone.items()):
            self.stdout.write(f"{label}: {count}{' would go' if dry_run else ' erased'}")
        self.stdout.write(f"{report.held} kept by a hold")
