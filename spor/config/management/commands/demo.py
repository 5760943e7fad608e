"""./run demo: fill an empty database with the demo school."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Fylder en tom database med prøveskolen. Står den der allerede, sker der ingenting."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Kun i demoen: sæt SPOR_DEMO=true.")
        from demo.build import NotADemo, build  # only there in the demo

        try:
            is_new = build(self.stdout.write)
        except NotADemo:
            raise CommandError(
                "Databasen er en rigtig skoles. Prøveskolen får sin egen: vælg en anden SPOR_DATA."
            ) from None
        self.stdout.write("Prøveskolen er klar." if is_new else "Prøveskolen står der allerede.")
