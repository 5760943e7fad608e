"""`./run work`: take up long work that nobody is at, because whoever began it was stopped. For a timer, every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from spor.integrations.imports import jobs


class Command(BaseCommand):
    help = "Take up long work that was begun and that nobody is at; two at once never do the same."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{jobs.work_on_all()} pieces of work were taken up.")
