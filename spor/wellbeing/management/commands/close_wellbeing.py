from typing import Any

from django.core.management.base import BaseCommand

from spor.base import clock
from spor.wellbeing.closing import close, scrub


class Command(BaseCommand):
    help = "Publishes the climate of closed weeks and erases check-ins of 14 days and talks that were held. Run it every night."

    def handle(self, *args: Any, **options: Any) -> None:
        closed = close(now=clock.now())
        if closed.erased:
            scrub()
        self.stdout.write(f"{closed.published} weeks published, {closed.erased} erased")
