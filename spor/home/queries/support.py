"""Support windows: for the supplier's support its own, for the municipality's administrator all; and what stands in an open one."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from django.db.models import Count
from django.http import Http404

from spor.access import guard, row_lock
from spor.access.actor import Actor
from spor.access.models import SupportWindow
from spor.base.codes import new_code, shaped
from spor.base.collate import danish
from spor.evidence.models import Trace
from spor.people.models import Group, Person, School
from spor.people.queries import live_groups, pupils_of

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """A window and how it stands: asked, open or closed."""

    window: SupportWindow
    state: str
    to_at: dt.datetime | None = None


@dataclass(frozen=True)
class SupportPage:
    lines: list[Line]
    schools: list[School]
    can_ask: bool
    can_approve: bool
    key: str = ""


@dataclass(frozen=True)
class Masked:
    """A pupil as support sees one: a name that means nothing outside this window, and how much there is."""

    name: str
    traces: int


@dataclass(frozen=True)
class WindowPage:
    window: SupportWindow
    to_at: dt.datetime
    groups: list[Group]
    group: Group | None = None
    pupils: list[Masked] = field(default_factory=list)


def support_page(actor: Actor) -> SupportPage:
    """`/stoette/`, for support and the administrator; 404 for others. Two queries."""
    can_ask, can_approve = "support" in actor.relations.municipal, "municipal_admin" in actor.relations.municipal
    rows = guard.visible(actor, SupportWindow).select_related("person", "school", "grant").order_by("-asked_at", "-id")
    schools = guard.visible(actor, School, "ask", thing="support_grant").order_by(danish("name"))
    if not can_ask and not (can_approve and actor.mfa):
        raise Http404
    lines = [_line(actor, row) for row in rows[:SHOWN]]
    return SupportPage(lines, list(schools) if can_ask else [], can_ask, can_approve, new_code())


def _line(actor: Actor, window: SupportWindow) -> Line:
    # a reverse one-to-one that is not there raises an AttributeError
    grant = getattr(window, "grant", None)
    if grant is None:
        return Line(window, "asked")
    return Line(window, "open" if grant.to_at > actor.now else "closed", grant.to_at)


def school_asked(actor: Actor, code: str) -> School | None:
    """The school that support asks about."""
    return guard.visible(actor, School, "ask", thing="support_grant").filter(code=shaped(code)).first()


def asked_window(actor: Actor, code: str, action: str) -> SupportWindow:
    """A window to approve or end; 404 for others."""
    return guard.get_or_404(actor, SupportWindow, code, action)


def window_page(actor: Actor, code: str, group_code: str = "") -> WindowPage:
    """`/stoette/<code>/` while it is open: the school's classes and, of one class, its pupils without names. The look is recorded."""
    rows = SupportWindow.objects.select_related("school", "grant")
    found = guard.get_or_404(actor, SupportWindow, code, "use", rows=rows)
    groups = list(live_groups(found.school_id, actor.today, Group.Kind.MAIN))
    group = next((each for each in groups if each.code == group_code), None)
    pupils = list(pupils_of([group.pk], actor.today)) if group else []
    guard.page(actor, pupils, thing="support_grant", purpose=found.reason)
    return WindowPage(found, found.grant.to_at, groups, group, _masked(found, pupils))


def _masked(window: SupportWindow, pupils: list[Person]) -> list[Masked]:
    ids = [each.pk for each in pupils]
    row_lock.widen(ids)
    counted = Trace.objects.filter(pupil__in=ids).values_list("pupil").annotate(number=Count("id"))
    traces = dict(counted)
    named = [(_pseudonym(window, each), traces.get(each.pk, 0)) for each in pupils]
    return [Masked(name, number) for name, number in sorted(named)]


def _pseudonym(window: SupportWindow, pupil: Person) -> str:
    """The same for a pupil as long as the window is spoken of; another in the next."""
    return f"Elev {hashlib.blake2b(pupil.code.encode(), key=window.code.encode(), digest_size=3).hexdigest()}"
