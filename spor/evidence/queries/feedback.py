"""Feedback that was given, as its readers see it: the pupil, the parents where the setting says so, the teachers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.base.models import StoredFile
from spor.evidence.models import Feedback, HandIn, Trace
from spor.evidence.queries import young
from spor.people.models import Person


@dataclass(frozen=True)
class Judged:
    """A level given with the feedback, by its goal as the pupil knows it."""

    goal: str
    level: int

    @property
    def aloud(self) -> str:
        """What a child hears of it."""
        return young.spoken_level(self.goal, self.level)


@dataclass(frozen=True)
class Given:
    """Feedback as it is shown. `code` is its own, for its sound; `trace` the code of what it is about; `title` that product's."""

    code: str
    author: str
    at: dt.datetime
    text: str
    has_sound: bool
    levels: list[Judged]
    trace: str
    title: str
    pupil: str
    version: int
    is_mine: bool

    @property
    def aloud(self) -> str:
        """What a child hears of it."""
        return young.spoken_answer(self.author, self.text)


def given_feedback(actor: Actor, pupil: Person, limit: int = 20) -> list[Given]:
    """The newest feedback a pupil was given, as far as the actor may read it. Two queries. The page records the look."""
    return _given(actor, guard.visible(actor, Feedback).filter(pupil=pupil), limit)


def feedback_on(actor: Actor, trace: Trace) -> list[Given]:
    """All feedback on one trace, newest first. Two queries. The page records the look."""
    return _given(actor, guard.visible(actor, Feedback).filter(trace=trace), None)


def feedback_on_each(actor: Actor, traces: Iterable[Trace]) -> list[Given]:
    """All feedback on these traces, newest first. Two queries. The page records the look."""
    return _given(actor, guard.visible(actor, Feedback).filter(trace__in=list(traces)), None)


def newest(hand_in: HandIn) -> Feedback | None:
    """The last feedback that stands on a hand-in, whoever gave it. For the deeds, which have asked the guard about the hand-in."""
    rows = Feedback.objects.filter(hand_in=hand_in, release__isnull=False, release__retraction=None)
    return rows.select_related("author").order_by("-pk").first()


def own(actor: Actor, code: str) -> Feedback:
    """Feedback the actor gave, to take it back. 404, or 403 for colleagues."""
    return guard.get_or_404(actor, Feedback, code, "write", rows=Feedback.objects.select_related("hand_in"))


def sound(actor: Actor, code: str) -> StoredFile:
    """The voice of feedback the actor reads; of what was taken back, its author and co-teachers. 404 or 403 otherwise."""
    given, taken_back = guard.visible(actor, Feedback), guard.visible(actor, Feedback, thing="feedback_draft")
    row = (given | taken_back).filter(code=code).select_related("sound").first() or guard.get_or_404(
        actor, Feedback, code
    )
    guard.page(actor, [row])
    if row.sound is None:
        raise Http404
    return row.sound


def level_field(goal_code: str) -> str:
    """The name of the field, and of the draft, that holds the level of a goal."""
    return f"level-{goal_code}"


def _given(actor: Actor, rows: QuerySet[Feedback], limit: int | None) -> list[Given]:
    found = rows.select_related("author", "pupil", "trace__product", "hand_in__version").order_by("-written_at", "-pk")
    return [_shown(actor, each) for each in found.prefetch_related("levels__goal", "levels__wording")[:limit]]


def _shown(actor: Actor, row: Feedback) -> Given:
    levels = sorted(row.levels.all(), key=lambda each: each.pk)
    return Given(
        code=row.code,
        author=row.author.first_name,
        at=row.written_at,
        text=row.text,
        has_sound=row.sound_id is not None,
        levels=[Judged(str(each.wording or each.goal), each.level) for each in levels],
        trace=row.trace.code,
        title=row.trace.product.title if row.trace.product else "",
        pupil=row.pupil.first_name,
        version=row.hand_in.version.n if row.hand_in else 0,
        is_mine=row.author_id == actor.person_id,
    )
