"""Close the weeks that have ended, and keep what may be told of them."""

from typing import Any

from django.core.management.base import BaseCommand

from spor.base import clock
from spor.home.measures import MEASURES
from spor.insight.rolling import roll_up


class Command(BaseCommand):
    help = "Close the weeks that have ended and count them: forløb, feedback, plans shared. Daily; a second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        closed = roll_up(MEASURES, now=clock.now())
        self.stdout.write(f"{closed} weeks closed." if closed else "No week has ended since the last time.")
