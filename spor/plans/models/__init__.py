"""The plan: sentences and shared copies; focus points and agreements; talks."""

from spor.plans.models.agreement import Agreement, AgreementState
from spor.plans.models.focus import (
    ClassFocus,
    ClassFocusEnd,
    FocusEnd,
    FocusPoint,
    FocusRelease,
    FocusText,
    Intervention,
    InterventionEnd,
)
from spor.plans.models.plan import (
    Acknowledgement,
    Answer,
    AnswerReader,
    Confirmation,
    PlanSnapshot,
    Sentence,
    SentenceTrace,
    SnapshotLine,
)
from spor.plans.models.talk import Preparation, Talk, TalkAcknowledgement, TalkEnd

__all__ = [
    "Acknowledgement",
    "Agreement",
    "AgreementState",
    "Answer",
    "AnswerReader",
    "ClassFocus",
    "ClassFocusEnd",
    "Confirmation",
    "FocusEnd",
    "FocusPoint",
    "FocusRelease",
    "FocusText",
    "Intervention",
    "InterventionEnd",
    "PlanSnapshot",
    "Preparation",
    "Sentence",
    "SentenceTrace",
    "SnapshotLine",
    "Talk",
    "TalkAcknowledgement",
    "TalkEnd",
]
