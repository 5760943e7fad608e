"""`./run sweep_files`: erases files that nothing refers to. For a nightly timer."""

from typing import Any

from django.core.management.base import BaseCommand

from spor.base import clock
from spor.base.files import sweep


class Command(BaseCommand):
    help = "Erase files that nothing has referred to for a day, and say how many."

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep(clock.now())
        self.stdout.write(
            f"Erased {swept.rows} stored files and {swept.files} contents, {swept.bytes / 1024 / 1024:.1f} MB."
        )
