"""What ways in and out need to remember."""

from spor.integrations.models.imports import (
    KEPT,
    ImportApproval,
    ImportClosing,
    ImportDelivery,
    ImportDismissal,
    ImportMerge,
    ImportRun,
    ImportUndo,
    SelfApproval,
)
from spor.integrations.models.jobs import Job
from spor.integrations.models.ways import (
    CalendarAddress,
    CalendarEntry,
    Mail,
    MailAddress,
    ResultFile,
    ResultLine,
    ResultMapping,
    ResultReading,
    ResultUndo,
    UsedToken,
)

__all__ = [
    "KEPT",
    "CalendarAddress",
    "CalendarEntry",
    "ImportApproval",
    "ImportClosing",
    "ImportDelivery",
    "ImportDismissal",
    "ImportMerge",
    "ImportRun",
    "ImportUndo",
    "Job",
    "Mail",
    "MailAddress",
    "ResultFile",
    "ResultLine",
    "ResultMapping",
    "ResultReading",
    "ResultUndo",
    "SelfApproval",
    "UsedToken",
]
