"""The record of processing for what pupils choose and think."""

from spor.base.privacy import LEFT, Declaration, Term

_TERM = Term(LEFT, school_years=1)
_KEEP = "Så længe eleven går i folkeskolen, og til udgangen af skoleåret efter. Eleven kan tage det hele med sig."

DECLARATIONS = [
    Declaration(
        model="portfolio.Selection",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At eleven selv vælger, hvad der skal stå forrest i portfolioen.",
        keep=_KEEP,
        erasure="delete",
        term=_TERM,
    ),
    Declaration(
        model="portfolio.Reflection",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At eleven kan sige, hvad eleven tænker om noget, eleven har lavet.",
        keep=_KEEP,
        erasure="delete",
        term=_TERM,
    ),
]
