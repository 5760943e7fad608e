from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from spor.access import holds
from spor.base import clock
from spor.people.models import Person
from spor.privacy import scrubbing, sessions, tombstones
from spor.privacy.erasing import erase_persons
from spor.privacy.gathering import in_pieces


class Command(BaseCommand):
    help = "After a back-up is restored: erases again those who had been erased since it was made."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "list", nargs="?", default=str(tombstones.place()), help="the list (default: erased.jsonl in SPOR_DATA)"
        )

    def handle(self, *args: Any, list: str, **options: Any) -> None:
        if not Path(list).is_file():
            raise CommandError(f"There is no list at {list}.")
        now, codes = clock.now(), sorted(set(tombstones.noted(Path(list))))
        known = set(Person.objects.filter(code__in=codes).values_list("pk", flat=True))
        scrubbing.begin()
        held = holds.held(now)
        for piece in in_pieces(known, size=20):
            erase_persons(piece, held=held, now=now)
        sessions.close()
        scrubbing.finish()
        self.stdout.write(f"{len(known - held)} of {len(codes)} erased again, {len(known & held)} kept by a hold")
