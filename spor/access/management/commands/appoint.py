import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spor.access.appointing import appoint
from spor.base import clock
from spor.people.models import Person, Post

ROLES = {
    "administrator": Post.Role.MUNICIPAL_ADMIN,
    "consultant": Post.Role.MUNICIPAL_ANALYST,
    "support": Post.Role.SUPPORT,
}


class Command(BaseCommand):
    help = "Appoints somebody of the municipality: its register administrator, or a consultant who sees figures, or the supplier's support."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("uniid", help="the person's Unilogin")
        parser.add_argument("role", choices=sorted(ROLES))
        parser.add_argument(
            "--name", default="", help="given and family name, where the register does not know the person"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        uniid, given = options["uniid"].strip(), options["name"].strip()
        if not 1 <= len(uniid) <= 50 or any(ord(letter) < 33 for letter in uniid):
            raise CommandError("A Unilogin is 1 to 50 characters without spaces.")
        if not given and not Person.objects.filter(uniid=uniid).exists():
            raise CommandError(f'The register does not know {uniid}: say who it is with --name "Given Family".')
        first, _sep, last = given.rpartition(" ") if " " in given else (given, "", "")
        today = clock.today(clock.now())
        post = appoint(uniid=uniid, given_name=first, family_name=last, role=ROLES[options["role"]], on=today)
        self.stdout.write(f"{post.person} is {options['role']} from {post.from_on}.")
