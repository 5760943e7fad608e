"""The record of processing for the ways out: calendar addresses and mail. What Aula is shown is read from elsewhere and kept nowhere."""

from spor.base.privacy import Declaration

DECLARATIONS = [
    Declaration(
        model="integrations.CalendarAddress",
        subject="person",
        basis="samtykke",
        purpose="At en persons egen kalender kan hente frister og ugens linjer på en hemmelig adresse.",
        keep="Til personen lukker adressen, og 13 måneder efter.",
        erasure="delete",
    ),
    Declaration(
        model="integrations.MailAddress",
        subject="person",
        basis="samtykke",
        purpose="At sende den daglige besked om, at der er nyt, til en adresse, som personen selv har skrevet og bekræftet.",
        keep="Til personen slår beskeden fra. En adresse, der ikke bliver bekræftet, slettes efter syv dage.",
        erasure="delete",
    ),
    Declaration(
        model="integrations.Mail",
        subject="person",
        basis="samtykke",
        purpose="At sende højst én besked om dagen, og ingen to gange.",
        keep="30 dage.",
        erasure="delete",
    ),
    Declaration(
        model="integrations.ResultFile",
        subject="by",
        basis="folkeskoleloven",
        purpose="Viser, hvem der hentede en fil med resultater ind, og hvornår.",
        keep="Så længe resultaterne findes.",
        erasure="keep",
    ),
    Declaration(
        model="integrations.ResultLine",
        subject="file__by",
        basis="folkeskoleloven",
        purpose="Linjerne i en fil, til de er hentet ind.",
        keep="Til filen er hentet ind, højst 14 dage.",
        erasure="cascade",
    ),
    Declaration(
        model="integrations.ResultReading",
        subject="by",
        basis="folkeskoleloven",
        purpose="Viser, hvor mange resultater der blev hentet ind.",
        keep="Som filen.",
        erasure="cascade",
    ),
    Declaration(
        model="integrations.ResultUndo",
        subject="by",
        basis="folkeskoleloven",
        purpose="Viser, hvem der fortrød en indlæsning.",
        keep="Som filen.",
        erasure="cascade",
    ),
]
