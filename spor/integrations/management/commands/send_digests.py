"""`./run send_digests`: the mail that waits. For a timer, every ten minutes."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from spor.base import clock
from spor.integrations.digest import outbox
from spor.integrations.digest.delivery import Smtp


class Command(BaseCommand):
    help = (
        "Send the confirmations that wait and, from the hour of the day on, one message to each who has something new."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_HOST:
            self.stdout.write("No mail server: set SPOR_MAIL_HOST (docs/operations.md). Nothing was sent.")
            return
        now = clock.now()
        outbox.forget(now)
        made = outbox.make_digests(now) if now.astimezone(clock.COPENHAGEN).hour >= settings.MAIL_HOUR else 0
        with Smtp() as delivery:
            sent = outbox.send_waiting(now, delivery)
        self.stdout.write(
            f"{made} digests made; {sent.gone} messages sent, {sent.waiting} wait for another try, {sent.given_up} given up."
        )
