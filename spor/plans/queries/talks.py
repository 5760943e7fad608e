"""A pupil's talk: when it is, what each has prepared, what was said; each at home sees their own part only."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from spor.access import drafts, guard
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.plans.models import Preparation, Talk, TalkAcknowledgement, TalkEnd
from spor.plans.models.agreement import Side
from spor.plans.queries.agreements import AgreementLine, agreements_of
from spor.plans.queries.focus import Point, points_of
from spor.plans.queries.people import recipients
from spor.plans.queries.pupil import Pupil, load
from spor.plans.queries.sides import side_of
from spor.plans.queries.words import AGREEMENT_FIELD, draft_thing
from spor.plans.wording import listed


@dataclass(frozen=True)
class TalkLine:
    """A talk on the plan's page. `is_prepared` and `is_read` are the reader's own."""

    code: str
    at: dt.datetime
    place: str
    is_held: bool
    said: str
    is_prepared: bool
    is_read: bool


@dataclass(frozen=True)
class Prepared:
    """Somebody who takes part: `text` is what they wrote, "" when nothing yet."""

    name: str
    text: str
    at: dt.datetime | None


@dataclass(frozen=True)
class TalkPage:
    """One talk. `prepared` and `read_by` are the team's lists of everybody; `mine` and `said` what stands in the reader's fields."""

    pupil: Pupil
    talk: Talk
    side: str
    end: TalkEnd | None
    mine: str
    said: str
    prepared: list[Prepared]
    read_by: list[Prepared]
    points: list[Point]
    agreements: list[AgreementLine]
    can_call: bool
    can_prepare: bool
    can_acknowledge: bool
    is_read: bool
    now: dt.datetime
    trouble: str = ""
    typed: str = ""
    agreement_draft: str = ""
    key: str = field(default_factory=new_code)

    @property
    def draft_thing(self) -> str:
        return draft_thing(self.pupil.person.code)

    @property
    def is_team(self) -> bool:
        return self.side == Side.SCHOOL

    @property
    def is_held(self) -> bool:
        return self.end is not None and self.end.kind == TalkEnd.Kind.HELD

    @property
    def readers(self) -> str:
        """Whose names stand beside what all read."""
        names = [each.first_name for each in recipients(self.pupil)] if self.is_team else []
        return listed(names)


def newest_talk(actor: Actor) -> QuerySet[Talk, tuple[Any, ...]]:
    """The talk that is next, or the last one held: the fields of a TalkLine."""
    mine = Preparation.objects.filter(talk=OuterRef("pk"), by=actor.person_id)
    read = TalkAcknowledgement.objects.filter(talk=OuterRef("pk"), person=actor.person_id)
    rows = guard.visible(actor, Talk).exclude(end__kind=TalkEnd.Kind.OFF)
    rows = rows.annotate(is_held=Exists(TalkEnd.objects.filter(talk=OuterRef("pk"))))
    told = (
        "code",
        "at",
        "place",
        "is_held",
        Coalesce("end__text", Value(""), output_field=TextField()),
        Exists(mine),
        Exists(read),
    )
    return rows.order_by("-at", "pk").values_list(*told)[:1]


def load_talk(actor: Actor, pupil_code: str, code: str) -> Talk:
    """The talk of this pupil with its cans; 404 and 403 as the plan itself."""
    rows = Talk.objects.select_related("pupil", "end__by")
    talk = guard.get_or_404(actor, Talk, code, also=["call", "prepare", "acknowledge"], rows=rows)
    if talk.pupil.code != pupil_code:
        raise Http404
    return talk


def page(actor: Actor, pupil_code: str, code: str) -> TalkPage:
    """The page of one talk. Twelve queries at most, however many take part."""
    talk = load_talk(actor, pupil_code, code)
    pupil = load(actor, pupil_code)
    side = side_of(actor, talk.pupil_id)
    written = {each.by_id: each for each in _preparations(actor, talk)}
    own = written.get(actor.person_id)
    typed = drafts.texts_for(actor, thing="samtale", code=code)
    wished = drafts.text_for(actor, thing=draft_thing(pupil_code), code=pupil_code, field=AGREEMENT_FIELD)
    end = getattr(talk, "end", None)
    read = dict(TalkAcknowledgement.objects.filter(talk=talk).values_list("person", "at")) if end else {}
    is_team = side == Side.SCHOOL
    return TalkPage(
        pupil=pupil,
        talk=talk,
        side=side,
        end=end,
        mine=typed.get("tanker", own.text if own else ""),
        said=typed.get("referat", end.text if end else ""),
        prepared=_everybody(pupil, written) if is_team else [],
        read_by=[Prepared(each.first_name, "", read.get(each.id)) for each in recipients(pupil)] if is_team else [],
        points=points_of(actor, talk.pupil_id),
        agreements=agreements_of(actor, talk.pupil_id, side),
        can_call=bool(vars(talk)["can_call"]),
        can_prepare=bool(vars(talk)["can_prepare"]) and end is None,
        can_acknowledge=bool(vars(talk)["can_acknowledge"]),
        is_read=actor.person_id in read,
        now=actor.now,
        agreement_draft=wished,
    )


def _preparations(actor: Actor, talk: Talk) -> list[Preparation]:
    """What the reader may read of it: all for the team, one's own for anybody else."""
    return list(guard.visible(actor, Preparation).filter(talk=talk).select_related("by").order_by("pk"))


def _everybody(pupil: Pupil, written: dict[int, Preparation]) -> list[Prepared]:
    """Pupil and each guardian, written or not, then those of the team who wrote."""
    found = []
    for each in recipients(pupil):
        said = written.get(each.id)
        found.append(Prepared(each.first_name, said.text if said else "", said.at if said else None))
    team = [each for each in written.values() if each.side == Side.SCHOOL]
    return [*found, *(Prepared(each.by.first_name, each.text, each.at) for each in team)]
