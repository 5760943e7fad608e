"""./run who_saw PUPIL 2026-11-01 2026-11-25"""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from spor.access import sightings
from spor.base.clock import COPENHAGEN
from spor.people.models import Person


class Command(BaseCommand):
    help = "Lists who saw a pupil in a time: when, who, what they were to the pupil, what they saw, and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pupil", help="the pupil's Unilogin, or the code of the pupil's pages")
        parser.add_argument("begins", type=dt.datetime.fromisoformat, help="2026-11-01, or 2026-11-01T08:00")
        parser.add_argument("ends", type=dt.datetime.fromisoformat, help="the last day, or the last minute")

    def handle(self, *args: Any, pupil: str, begins: dt.datetime, ends: dt.datetime, **options: Any) -> None:
        found = Person.objects.filter(Q(uniid=pupil) | Q(code=pupil)).first()
        if found is None:
            raise CommandError(f"Nobody is {pupil}.")
        step = dt.timedelta(days=1) if ends.time() == dt.time() else dt.timedelta(minutes=1)
        rows = sightings.of_pupil(found.pk, begins.replace(tzinfo=COPENHAGEN), ends.replace(tzinfo=COPENHAGEN) + step)
        for each in rows:
            moment = each.at.astimezone(COPENHAGEN)
            columns = (f"{moment:%Y-%m-%d %H:%M:%S}", each.name, each.tie or "-", each.thing, each.purpose, each.words)
            self.stdout.write("\t".join(columns).rstrip())
        self.stdout.write(f"{len(rows)} times")
