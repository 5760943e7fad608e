"""What each number counts, of which time, and how sure it is: «Hvad tæller det?»."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Explained:
    """`title` is the column's; `counts` what it counts; `sure` how sure it is."""

    key: str
    title: str
    counts: str
    sure: str


def explained() -> list[Explained]:
    """One a measure, in the order of the columns."""
    return [
        Explained(
            "forloeb",
            _("Forløb taget i brug"),
            _("Forløb, der er begyndt i en klasse siden 1. august. Samme forløb i to klasser tæller to gange."),
            _("Mindst så mange: et forløb tælles først med, når det ikke længere peger på få."),
        ),
        Explained(
            "feedback",
            _("Feedback inden for 14 dage"),
            _(
                "Afleveringer, der fik et svar fra en lærer senest 14 dage efter, af alle afleveringer i de samme uger. "
                "Også en aflevering, der blev sendt tilbage med ord, har fået svar."
            ),
            _(
                "Ugerne tælles først, når de 14 dage er gået. Mundtlig feedback, som ingen har skrevet ned, er ikke med."
            ),
        ),
        Explained(
            "talks",
            _("Samtaler holdt"),
            _(
                "Elever, der har haft mindst én samtale med skole og hjem siden 1. august, af eleverne ved årets begyndelse."
            ),
            _("Mindst så mange: en samtale tælles, når den er skrevet som holdt, og når tallet ikke peger på få."),
        ),
        Explained(
            "shared",
            _("Meddelelsesbøger delt"),
            _(
                "Elever, der har fået delt mindst én meddelelsesbog med hjemmet siden 1. august, af eleverne ved årets begyndelse."
            ),
            _("Mindst så mange: de sidste tælles med, når de er mange nok til, at tallet ikke peger på nogen."),
        ),
    ]


def limit_words() -> str:
    """The line that says why a cell is empty."""
    return _(
        "Et tal vises kun, når der står mindst %(pupils)s elever og %(staff)s ansatte bag det og bag det, det lader tilbage. Ellers "
        "lægges det sammen med næste uge, fasen eller hele skolen."
    ) % {"pupils": settings.SMALL_CELL, "staff": settings.SMALL_STAFF}
