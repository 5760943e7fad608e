"""./run seal_looks"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from spor.access import seals
from spor.access.models import LookSeal
from spor.base import clock


class Command(BaseCommand):
    help = (
        "Seals who looked at whom since the last time. Run it every minute, and keep what it prints on another machine."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = seals.seal(clock.now())
        except OperationalError as reason:  # somebody is writing for long: the next minute seals what this one did not
            raise CommandError(f"Nothing sealed this time: {reason}") from reason
        last = LookSeal.objects.order_by("-to_id").first()
        if made and last:
            self.stdout.write(f"sealed to look {last.to_id} {last.digest}")
