"""The record of processing (GDPR article 30) and the kit for an impact assessment (article 35), as text, from the declarations alone."""

import csv
import io

from spor.base.privacy import Declaration
from spor.privacy import declared
from spor.privacy.risks import RISKS

ENDS = {
    "delete": "Slettes",
    "blank": "Navnet slettes",
    "keep": "Beholdes til tiden er gået, også når personen slettes",
    "cascade": "Slettes med det, den hører til",
}
TOLD = {
    "subject": "Den, det handler om",
    "guard": "Den, der må se det i Spor",
    "chosen": "Den, eleven har valgt",
    "judged": "Efter gennemsyn",
}
HEADINGS = ("Område", "Hvad", "Hvorfor", "Retsgrundlag", "Hvor længe", "Bagefter", "I en kopi til den registrerede")


def rows() -> list[tuple[str, ...]]:
    """One row a declaration, in the order of HEADINGS."""
    return [_row(each) for each in declared.declarations()]


def _row(each: Declaration) -> tuple[str, ...]:
    room, _, name = each.model.partition(".")
    told = TOLD[each.told] if declared.names_person(each) else "Handler ikke om en person"
    return room, name, each.purpose, each.basis, each.keep, ENDS[each.erasure], told


def as_markdown() -> str:
    """The record as a page that a person reads: one table."""
    lines = [
        "# Fortegnelse over behandlinger",
        "",
        "Lavet af erklæringerne i koden. Kommunens egne oplysninger (dataansvarlig, databeskyttelsesrådgiver, databehandlere) skrives til.",
        "",
    ]
    lines += [_line(HEADINGS), _line("---" for _ in HEADINGS), *map(_line, rows())]
    return "\n".join([*lines, ""])


def as_csv() -> str:
    """The record for a spreadsheet: headings, then a line a declaration, `;` between."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\n")
    table.writerows([HEADINGS, *rows()])
    return written.getvalue()


def assessment() -> str:
    """Risks, what is done about each, and the test that proves it."""
    lines = [
        "# Konsekvensanalyse: risici og foranstaltninger",
        "",
        "Hver foranstaltning er bevist af en test, der kører, før noget bliver taget i brug.",
        "",
    ]
    for risk in RISKS:
        lines += [f"## {risk.words}", "", f"Hvem: {risk.whom}. Hvad det ville betyde: {risk.why}", ""]
        for measure in risk.measures:
            proof = ", ".join(f"`tests/{test}`" for test in measure.tests)
            lines.append(f"- {measure.words} Bevist af {proof}.")
        lines.append("")
    return "\n".join(lines)


def _line(cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"  # type: ignore[attr-defined] # any iterable of words
