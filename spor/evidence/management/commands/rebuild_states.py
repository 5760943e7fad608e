"""Make the current states of all pupils' goals again from what they are made of, and say how many were wrong."""

from typing import Any

from django.core.management.base import BaseCommand

from spor.evidence import states


class Command(BaseCommand):
    help = "Make the current state of every pupil's goals again from judgements, spor and self-assessments."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = states.rebuild()
        self.stdout.write("All states were right." if not wrong else f"{wrong} states were wrong and are right now.")
