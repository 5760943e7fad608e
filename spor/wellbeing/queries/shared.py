"""What pupils have shared with an adult, and who would like to talk with them. Named to nobody else, and open only when asked for."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value

from spor.access import guard
from spor.access.actor import Actor
from spor.access.anyone import ForAnyone
from spor.base.collate import key as danish_key
from spor.base.presence import how_many
from spor.people.models import Person
from spor.ui.moments import calendar_day, day_name
from spor.wellbeing import scales
from spor.wellbeing.models import KEPT_DAYS, CheckIn, TalkWish


@dataclass(frozen=True)
class Told:
    """The newest a pupil has shared. `goes` is the day it goes by itself."""

    pupil: Person
    class_name: str
    answer: scales.Answer
    day: str
    goes: str


@dataclass(frozen=True)
class SharedPage:
    wishes: list[TalkWish] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """How many, and nothing more: this may stand on a screen that a class sees."""

    wishes: int = 0
    told: int = 0

    def __bool__(self) -> bool:
        return bool(self.wishes or self.told)


def shared_page(actor: Actor) -> SharedPage:
    """`/trivsel/`: what was shared with the actor. The looks are recorded. Two queries, whoever has shared."""
    wishes = list(_wishes(actor).select_related("pupil").order_by("at", "id"))
    newest = _told(actor).filter(pupil=OuterRef("pupil")).order_by("-on").values("pk")[:1]
    rows = list(_told(actor).filter(pk=Subquery(newest)).select_related("pupil", "group"))
    guard.page(actor, rows)
    guard.page(actor, wishes)
    rows.sort(key=lambda row: (-row.on.toordinal(), danish_key(row.pupil.name)))
    return SharedPage(wishes, [_line(actor, row) for row in rows])


def waiting(actor: Actor) -> Waiting:
    """For the front page: how many wish to talk, and how many have shared something. One query."""
    return Waiting(**dict(_COUNTED(actor)))


def _counted(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    wishes = _wishes(actor).order_by().annotate(of=Value("wishes"), number=how_many())
    told = _told(actor).order_by().annotate(of=Value("told"), number=how_many("pupil"))
    return wishes.values_list("of", "number").union(told.values_list("of", "number"), all=True)


_COUNTED = ForAnyone(_counted)


def wish_of(actor: Actor, code: str) -> TalkWish:
    """A wish that the actor may close; 404 for everybody else."""
    return guard.get_or_404(actor, TalkWish, code, "close")


def _wishes(actor: Actor) -> QuerySet[TalkWish]:
    return guard.visible(actor, TalkWish, "close").filter(held=None)


def _told(actor: Actor) -> QuerySet[CheckIn]:
    return guard.visible(actor, CheckIn).exclude(pupil=actor.person_id)


def _line(actor: Actor, row: CheckIn) -> Told:
    goes = row.on.fromordinal(row.on.toordinal() + KEPT_DAYS)
    return Told(
        row.pupil,
        row.group.name,
        scales.answer(row.scale, row.answer),
        day_name(row.on, actor.today),
        calendar_day(goes, actor.today),
    )
