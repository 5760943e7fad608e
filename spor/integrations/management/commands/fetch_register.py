"""`./run fetch_register`: the night's files from the register's own service. For a timer, once a night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spor.base.errors import Refused
from spor.integrations import fetching
from spor.integrations.imports import actions, jobs
from spor.integrations.models import ImportDelivery
from spor.integrations.refusals import NotFetched


class Command(BaseCommand):
    help = "Fetch every institution with an agreement: what a file takes away is closed at once, the rest waits on the page Import."

    def handle(self, *args: Any, **options: Any) -> None:
        """One institution that cannot be fetched or read stops no other. CommandError where one could not."""
        try:
            numbers = fetching.agreed_numbers()
        except NotFetched as why:
            raise CommandError(str(why)) from why
        troubles = [trouble for number in numbers if (trouble := self._take(number))]
        jobs.work_on_all()
        self.stdout.write(f"{len(numbers) - len(troubles)} of {len(numbers)} institutions were fetched.")
        if troubles:
            raise CommandError("\n".join(troubles))

    def _take(self, number: str) -> str:
        try:
            source = (f"{number}.xml", fetching.fetch(number))
            actions.receive(actor=None, sources=[source], origin=ImportDelivery.Origin.FETCH)
        except Refused as why:  # NotFetched too
            return f"{number}: {why}"
        return ""
