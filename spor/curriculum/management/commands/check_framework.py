"""./run check_framework [--json]: count what is loaded of Fælles Mål for 0.–9. klasse. It counts the database, never the file."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from spor.base import clock
from spor.curriculum.figures import Loaded, loaded_by_subject, loaded_in_all
from spor.curriculum.models import FrameworkVersion, Goal
from spor.curriculum.queries import OFFICIAL, binding_kinds, version_of

LINE = "{:<56} {:>14} {:>9} {:>7}"


class Command(BaseCommand):
    help = "Tæller, hvad der er indlæst af Fælles Mål for 0.–9. klasse."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="kun tallene, som ét JSON-objekt")

    def handle(self, *args: Any, **options: Any) -> None:
        version = version_of(OFFICIAL, clock.today())
        subjects = loaded_by_subject(version)
        total = loaded_in_all(subjects)
        if options["json"]:
            self.stdout.write(
                json.dumps({"competence_goals": total.competence_goals, "areas": total.areas, "goals": total.goals})
            )
        elif version is None:
            self.stdout.write("Fælles Mål er ikke indlæst. Skriv: ./run load_framework")
        else:
            self._show(version, subjects, total)

    def _show(self, version: FrameworkVersion, subjects: list[Loaded], total: Loaded) -> None:
        self.stdout.write(f"{version.label}\n0.–9. klasse\n")
        self.stdout.write(LINE.format("Fag", "Kompetencemål", "Områder", "Mål"))
        for row in subjects:
            self.stdout.write(LINE.format(row.name, row.competence_goals, row.areas, row.goals))
        self.stdout.write(LINE.format("I alt", total.competence_goals, total.areas, total.goals))
        kinds = binding_kinds(version, clock.today())
        bound = [kind.label.lower() for kind in Goal.Kind if kind.value in kinds and kind != Goal.Kind.AREA]
        self.stdout.write(f"\nBindende i dag: {', '.join(bound) or 'ingen'}")
