"""What this room holds about persons."""

from spor.base.privacy import Declaration

_KEEP = "Til eleven forlader grundskolen i kommunen, og derefter i et år."

DECLARATIONS = (
    Declaration(
        model="plans.Sentence",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="Det, teamet skriver om elevens faglige udvikling til meddelelsesbogen.",
        keep=_KEEP,
        erasure="delete",
    ),
    Declaration(
        model="plans.SentenceTrace",
        subject="sentence__pupil",
        basis="folkeskoleloven",
        purpose="Viser, hvilke spor der ligger bag en sætning.",
        keep="Som sætningen.",
        erasure="cascade",
    ),
    Declaration(
        model="plans.Confirmation",
        subject="sentence__pupil",
        basis="folkeskoleloven",
        purpose="Viser, hvem der står ved en sætning, og hvornår.",
        keep="Som sætningen.",
        erasure="cascade",
    ),
    Declaration(
        model="plans.PlanSnapshot",
        subject="pupil",
        basis="retlig forpligtelse",
        purpose="Meddelelsesbogen, som den blev delt med elev og hjem (folkeskoleloven § 13 b).",
        keep=_KEEP,
        erasure="delete",
    ),
    Declaration(
        model="plans.SnapshotLine",
        subject="snapshot__pupil",
        basis="retlig forpligtelse",
        purpose="Linjerne i en delt meddelelsesbog.",
        keep="Som meddelelsesbogen.",
        erasure="cascade",
    ),
    Declaration(
        model="plans.Answer",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="Hjemmets og elevens svar på planen, så skole og hjem kan samarbejde.",
        keep=_KEEP,
        erasure="delete",
    ),
    Declaration(
        model="plans.AnswerReader",
        subject="person",
        basis="folkeskoleloven",
        purpose="Viser, hvem den, der svarede, har valgt må læse svaret.",
        keep="Som svaret.",
        erasure="cascade",
    ),
    Declaration(
        model="plans.Acknowledgement",
        subject="person",
        basis="folkeskoleloven",
        purpose="Viser skolen, at en forælder eller eleven har læst planen.",
        keep="Som meddelelsesbogen.",
        erasure="delete",
    ),
)
