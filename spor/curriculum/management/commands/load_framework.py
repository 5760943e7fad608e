"""./run load_framework [FILE]: bring the goals of a framework into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spor.base.errors import Refused
from spor.curriculum.frameworks import SHIPPED, load_framework


class Command(BaseCommand):
    help = "Indlæser et målsæt (Fælles Mål, som følger med, hvis ingen fil nævnes). En ny indlæsning ændrer intet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, metavar="FIL")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = load_framework(options["file"])
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(f"Fælles Mål: {written.added} nye, {written.changed} ændrede.")
        if written.left:
            self.stdout.write(f"{written.left} mål står ikke længere i filen; de er beholdt.")
