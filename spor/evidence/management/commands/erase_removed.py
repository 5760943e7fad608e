"""`./run erase_removed`: what pupils took away a day ago is gone for good. For a nightly timer, before sweep_files."""

from typing import Any

from django.core.management.base import BaseCommand

from spor.base import clock
from spor.evidence.removed import erase_removed


class Command(BaseCommand):
    help = "Erases for good the products that pupils took away more than a day ago. Run it daily, before sweep_files."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{erase_removed(now=clock.now())} products erased")
