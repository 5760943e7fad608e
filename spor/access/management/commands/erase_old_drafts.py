from typing import Any

from django.core.management.base import BaseCommand

from spor.access.drafts import erase_old_drafts
from spor.base import clock


class Command(BaseCommand):
    help = "Erases the drafts of long texts that nobody has touched for 30 days. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{erase_old_drafts(now=clock.now())} drafts erased")
