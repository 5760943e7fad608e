"""The record of processing for how a school comes to use Spor. The counts themselves hold no person (decision 0034)."""

from spor.base.privacy import Declaration, Term

_STAFF = "Fem år efter at skolen er begyndt."

DECLARATIONS = (
    Declaration(
        model="insight.Rollout",
        subject="set_by",
        basis="myndighedsopgave",
        purpose="At vide, hvornår en skole begynder, og hvem der har aftalt det.",
        keep=_STAFF,
        erasure="keep",
        term=Term("starts_on", months=60),
        told="subject",
    ),
    Declaration(
        model="insight.Visit",
        subject="agreed_by",
        basis="myndighedsopgave",
        purpose="At kommunen giver skolen den støtte, der er aftalt.",
        keep=_STAFF,
        erasure="keep",
        term=Term("on", months=60),
        told="subject",
    ),
    Declaration(
        model="insight.VisitHeld",
        subject="by",
        basis="myndighedsopgave",
        purpose="At se, at den aftalte støtte er givet.",
        keep=_STAFF,
        erasure="keep",
        term=Term("visit__on", months=60),
        told="subject",
    ),
    Declaration(
        model="insight.Wish",
        subject="by",
        basis="myndighedsopgave",
        purpose="At ønsker og fejl når frem til dem, der kan gøre noget ved dem, og at afsenderen kan få svar.",
        keep="To år.",
        erasure="delete",
        term=Term("at", months=24),
        told="subject",
    ),
    Declaration(
        model="insight.WishAnswer",
        subject="wish__by",
        basis="myndighedsopgave",
        purpose="At afsenderen kan se, hvad der blev gjort.",
        keep="Som ønsket.",
        erasure="cascade",
    ),
)
