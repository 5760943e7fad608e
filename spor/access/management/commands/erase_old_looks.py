"""./run erase_old_looks"""

from typing import Any

from django.core.management.base import BaseCommand

from spor.access import seals
from spor.base import clock


class Command(BaseCommand):
    help = "Erases who looked at whom longer ago than it is kept (SPOR_LOOKS_MONTHS), in whole sealed stretches. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{seals.drop(clock.now())} looks erased")
