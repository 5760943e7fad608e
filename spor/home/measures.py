"""Which of the rooms' figures are counted: `insight` may not know the lenses beside it, and this room knows them all (decision 0034)."""

from spor.evidence.figures import PATIENCE, answers
from spor.insight.measures import Measure, Measures
from spor.plans.figures import held, not_held, not_shared, shared
from spor.teaching.figures import areas_begun, begun

MEASURES = Measures(
    counted=(
        Measure("forloeb", begun, has_rest=False),
        Measure("feedback", answers, patience=PATIENCE.days),
        Measure("talks", held, rests=not_held, of_all=True),
        Measure("shared", shared, rests=not_shared, of_all=True),
    ),
    areas=areas_begun,
)
