import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from spor.access import events
from spor.access.actor import Actor
from spor.base import clock
from spor.people.models import Person
from spor.privacy.copying.choosing import Asker
from spor.privacy.copying.packing import packed


class Command(BaseCommand):
    help = "Makes the whole copy of what is held about a person, as a ZIP for somebody to look through before it is handed out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="the Unilogin of the person it is about")
        parser.add_argument("--for", dest="guardian", default="", help="the Unilogin of the guardian who asked")
        parser.add_argument("--to", default="", help="where to write it (default: indsigt-<code>.zip here)")

    def handle(self, *args: Any, person: str, guardian: str, to: str, **options: Any) -> None:
        about, now = self._known(person), clock.now()
        asks = Actor(self._known(guardian).pk, now, mfa=True, substantial=True) if guardian else None
        place = Path(to or f"indsigt-{about.code}.zip")
        try:
            number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as reason:
            raise CommandError(f"{place}: {reason.strerror}") from None
        events.record("make_copy", actor=None, thing="pupil_record", code=about.code, pupil_id=about.pk)
        try:
            with os.fdopen(number, "wb") as file:
                for some in packed(about, Asker(asks, is_judged=True), made_at=f"{clock.today(now):%d.%m.%Y}"):
                    file.write(some)
        except BaseException:
            place.unlink(missing_ok=True)  # half of it helps nobody
            raise
        self.stdout.write(
            f"{place}: {place.stat().st_size} bytes. Look through it before you hand it out, and delete it here."
        )

    def _known(self, uniid: str) -> Person:
        found = Person.objects.filter(uniid=uniid).first()
        if found is None:
            raise CommandError(f"Nobody here has the Unilogin {uniid}.")
        return found
