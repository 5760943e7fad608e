"""What this room keeps about persons: who wrote a goal in pupil language. All else is regulation."""

from spor.base.privacy import Declaration

DECLARATIONS = (
    Declaration(
        model="curriculum.GoalWording",
        subject="owner_id",
        basis="folkeskoleloven",
        purpose="Den, der har skrevet et mål i elevsprog, kan finde og bruge det igen.",
        keep="Ordlyden beholdes, så længe et forløb eller en vurdering bruger den; navnet, så længe den, der skrev den, er ansat.",
        erasure="blank",
        told="subject",
    ),
)
