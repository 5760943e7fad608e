"""A pupil's assignments as lines of «Det skal du nå»."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from spor.base.clock import today
from spor.curriculum.models import Subject
from spor.evidence.queries.pupil import AssignmentCard
from spor.ui.moments import day_name


@dataclass(frozen=True)
class Task:
    """`mark` is the chip's look: "warn" for today, "good" for done, "" otherwise. `aloud` is what a child hears.

    step      the state as AssignmentCard has it; `trace` and `thumb` are the codes of the pupil's work and its picture, "" without
    picture   the code of the assignment's own picture, served by `run`; `icon` its goal's
    """

    code: str
    title: str
    about: str
    state: str
    mark: str
    subject: Subject | None
    is_done: bool
    step: str
    trace: str = ""
    thumb: str = ""
    run: str = ""
    picture: str = ""
    icon: str = ""

    @property
    def aloud(self) -> str:
        words = {
            "returned": _("Du skal arbejde videre med den."),
            "handed_in": _("Den har du afleveret."),
            "answered": _("Der er et svar til dig."),
        }
        return f"{self.title.rstrip('.')}. {words.get(self.step, _('Den venter på dig.'))}"


def tasks(
    cards: Iterable[AssignmentCard],
    now: dt.datetime,
    thumbs: Mapping[str, str] | None = None,
    pictures: Mapping[int, str] | None = None,
    icons: Mapping[int, str] | None = None,
) -> list[Task]:
    """What awaits the pupil first, in order of date; then what is handed in.

    `thumbs`: a trace's code → its picture's; `pictures` and `icons`: an assignment's id → its picture's code, its goal's icon.
    """
    lines = [
        replace(
            _task(card, now),
            thumb=(thumbs or {}).get(card.trace, ""),
            picture=(pictures or {}).get(card.assignment.pk, ""),
            icon=(icons or {}).get(card.assignment.pk, ""),
        )
        for card in cards
    ]
    return sorted(lines, key=lambda line: line.is_done)


def _task(card: AssignmentCard, now: dt.datetime) -> Task:
    due = card.due_on
    about = card.run_title if due is None else f"{_when(due, today(now), card.awaits_pupil)} · {card.run_title}"
    about += _with_whom(card)
    state, mark = _state(card, due == today(now) if due else False)
    return Task(
        code=card.code,
        title=card.title,
        about=about,
        state=state,
        mark=mark,
        subject=card.subject,
        is_done=not card.awaits_pupil,
        step=card.state,
        trace=card.trace,
        run=card.assignment.run.code,
    )


def _with_whom(card: AssignmentCard) -> str:
    """« · sammen med Noor og Jeppe», « · i gruppe» while it is open who, nothing for work of one's own."""
    if not card.by_group:
        return ""
    if not card.together:
        return _(" · i gruppe")
    *first, last = card.together
    names = _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    return _(" · sammen med %(names)s") % {"names": names}


def _when(due: dt.date, day: dt.date, awaits: bool) -> str:
    """«På fredag»; «Fristen var fredag den 13. november» when it is past and nothing is handed in."""
    words = day_name(due, day)
    if due < day and awaits:
        return _("Fristen var %(day)s") % {"day": words}
    return words[:1].upper() + words[1:]


def _state(card: AssignmentCard, is_today: bool) -> tuple[str, str]:
    if card.state == "returned":
        return _("Arbejd videre"), "warn"
    if card.state == "handed_in":
        return _("Afleveret"), "good"
    if card.state == "answered":
        return _("Feedback"), "good"
    if is_today:
        return _("I dag"), "warn"
    return (_("Kladde gemt"), "") if card.state == "draft" else (_("Ikke i gang"), "")
