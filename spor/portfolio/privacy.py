"""The record of processing for what pupils choose and think."""

from spor.base.privacy import Declaration

_KEEP = "Så længe eleven går i folkeskolen i kommunen. Eleven får sit spor med, når det slutter."

DECLARATIONS = [
    Declaration(
        model="portfolio.Selection",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At eleven selv vælger, hvad der skal stå forrest i portfolioen.",
        keep=_KEEP,
        erasure="delete",
    ),
    Declaration(
        model="portfolio.Reflection",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At eleven kan sige, hvad eleven tænker om noget, eleven har lavet.",
        keep=_KEEP,
        erasure="delete",
    ),
]
