"""What a pupil made and what was said of it. Trace is the spine: one row a pupil, made once, read by plan, portfolio and figures."""

from spor.evidence.models.feedback import Claim, Feedback, FeedbackLevel, Phrase, Release, Retraction
from spor.evidence.models.goals import Assessment, AssessmentWithdrawal, GoalState
from spor.evidence.models.own_goal import OwnGoal, OwnGoalReached
from spor.evidence.models.product import HandIn, Product, ProductFile, ProductVersion, Removal, Return
from spor.evidence.models.remark import Remark, SelfAssessment, SelfLevel
from spor.evidence.models.result import Result
from spor.evidence.models.trace import Placement, Trace, TraceGoal

__all__ = [
    "Assessment",
    "AssessmentWithdrawal",
    "Claim",
    "Feedback",
    "FeedbackLevel",
    "GoalState",
    "HandIn",
    "OwnGoal",
    "OwnGoalReached",
    "Phrase",
    "Placement",
    "Product",
    "ProductFile",
    "ProductVersion",
    "Release",
    "Remark",
    "Removal",
    "Retraction",
    "Result",
    "Return",
    "SelfAssessment",
    "SelfLevel",
    "Trace",
    "TraceGoal",
]
