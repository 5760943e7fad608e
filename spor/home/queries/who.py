"""Who can see a pupil's plan, portfolio or one spor, and why: the named adults, and those who are only named by what they are."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _

from spor.access import audience, guard, names
from spor.access.actor import Actor
from spor.access.models import Cover, Purpose
from spor.access.relations import Relations
from spor.base.codes import shaped
from spor.base.collate import key as danish_key
from spor.curriculum.models import Subject
from spor.evidence.models import Trace
from spor.people.models import Group, Person
from spor.ui.moments import calendar_day, clock_time, local


@dataclass(frozen=True)
class Reader:
    """Somebody who can see it. `code` only colours the initials."""

    name: str
    code: str
    why: str


@dataclass(frozen=True)
class WhoPage:
    """`title` says what is asked about; `others` are those who are not named to this reader."""

    pupil: Person
    title: str
    staff: list[Reader]
    home: list[Reader]
    others: list[str] = field(default_factory=list)
    is_own: bool = False
    spor: str = ""


def who_page(actor: Actor, code: str, *, about: str = "", spor: str = "") -> WhoPage:
    """For whoever may see something of the pupil's. 404 and 403 as their pages. Nine queries at most.

    about   "portfolio", or blank for the plan; `spor` the code of one spor, which goes before
    """
    pupil = guard.get_or_404(actor, Person, code, thing="audience", also=["audit_log_about_me.read"])
    names.veil(actor, [pupil])
    row, thing, title, also = _asked(actor, pupil, about, spor)
    found = audience.readers(row, pupil.pk, actor.now, thing=thing, also=also)
    people = {each.pk: each for each in Person.objects.filter(pk__in=found)}
    words = _Words(actor, pupil, found)
    staff = [Reader(people[pk].name, people[pk].code, words.of(pk)) for pk in found if words.of(pk)]
    makers = [people[pk] for pk in also if pk in found and pk != pupil.pk]
    home, others = _home(actor, pupil, [people[pk] for pk, known in found.items() if "guardian" in known.pupils])
    if makers:
        others.append(_("De elever, der har lavet det sammen"))
    staff.sort(key=lambda each: danish_key(each.name))
    return WhoPage(pupil, title, staff, home, others, pupil.pk == actor.person_id, spor)


def _asked(actor: Actor, pupil: Person, about: str, spor: str) -> tuple[Model, str, str, Collection[int]]:
    """The thing that is asked about, the table's word for it, what the page calls it, and who made it."""
    if spor:
        spor = shaped(spor)
        is_result = Trace.objects.filter(code=spor, kind=Trace.Kind.RESULT).exists()
        thing = "test_result" if is_result else "product"
        trace = guard.get_or_404(actor, Trace, spor, thing=thing, rows=Trace.objects.filter(pupil=pupil))
        together = Trace.objects.filter(product=trace.product_id) if trace.product_id else Trace.objects.none()
        return trace, thing, _("Hvem kan se dette spor?"), list(together.values_list("pupil", flat=True))
    if about == "portfolio":
        return pupil, "portfolio", _("Hvem kan se %(name)s i Spor?") % {"name": pupil.first_name}, ()
    return pupil, "plan_live", _("Hvem kan se planen?"), ()


def _home(actor: Actor, pupil: Person, guardians: list[Person]) -> tuple[list[Reader], list[str]]:
    """The pupil and the home, by name to staff only: nobody at home learns who else is at home (decision 0006)."""
    own = pupil.pk == actor.person_id
    among = any(each.pk == actor.person_id for each in guardians)
    lines = [Reader(pupil.name, pupil.code, _("dig selv") if own else _("eleven selv"))]
    if among:
        mine = next(each for each in guardians if each.pk == actor.person_id)
        lines.append(Reader(mine.name, mine.code, _("dig selv")))
        return lines, [_("Andre, der har forældremyndigheden")]
    if own or pupil.pk not in _followed(actor):
        return lines, [_("De forældre, der har forældremyndigheden")]
    return lines + [Reader(each.name, each.code, _("har forældremyndigheden")) for each in guardians], []


def _followed(actor: Actor) -> frozenset[int]:
    """Pupils whose homes the actor knows by name: those of the plan's own staff."""
    known = actor.relations
    return known.pupils_of("lead") | known.pupils_of("subject") | known.pupils_of("team") | known.pupils_of("purpose")


class _Words:
    """Why each of the staff may: their relations in words."""

    def __init__(self, actor: Actor, pupil: Person, found: Mapping[int, Relations]) -> None:
        self.actor, self.found = actor, found
        groups = {pk for known in found.values() for ids in known.groups.values() for pk in ids}
        subjects = {pk for known in found.values() for pk in known.subjects}
        self.groups = {each.pk: each.name for each in Group.objects.filter(pk__in=groups)}
        self.subjects = {each.pk: each.name for each in Subject.objects.filter(pk__in=subjects)}
        covers = Cover.objects.filter(group__in=groups, from_at__lte=actor.now, to_at__gt=actor.now)
        self.covers: dict[int, dt.datetime] = dict(covers.values_list("person", "to_at"))
        reasons = Purpose.objects.filter(pupil=pupil, from_at__lte=actor.now, to_at__gt=actor.now).order_by("from_at")
        self.reasons = {row.person_id: row for row in reasons}
        self.is_home = pupil.pk in actor.relations.pupils_of("guardian")

    def of(self, person: int) -> str:
        """«klasseleder i 5.B, underviser i dansk»; "" for those who are not staff."""
        known = self.found[person]
        words = (
            [_("klasseleder i %(group)s") % {"group": self._groups(known, "lead")}] if known.groups_of("lead") else []
        )
        if known.subjects:
            names = ", ".join(sorted((self.subjects[pk].lower() for pk in known.subjects), key=danish_key))
            words.append(
                _("underviser %(group)s i %(subjects)s") % {"group": self._groups(known, "subject"), "subjects": names}
            )
        if known.groups_of("team"):
            words.append(_("pædagog i teamet om %(group)s") % {"group": self._groups(known, "team")})
        if known.groups_of("cover"):
            until = self.covers.get(person)
            words.append(
                _("vikar i %(group)s til %(time)s") % {"group": self._groups(known, "cover"), "time": self._time(until)}
            )
        if known.pupils_of("case"):
            words.append(_("følger eleven som støtte"))
        if known.pupils_of("purpose"):
            words.append(self._reason(person))
        return ", ".join(words)

    def _groups(self, known: Relations, kind: str) -> str:
        return ", ".join(sorted(self.groups[pk] for pk in known.groups_of(kind)))

    def _time(self, until: dt.datetime | None) -> str:
        if until is None:
            return ""
        day = local(until).date()
        return clock_time(until) if day == self.actor.today else calendar_day(day, self.actor.today)

    def _reason(self, person: int) -> str:
        """The home and whoever gave it read the reason; others only that there is one."""
        row = self.reasons[person]
        until = calendar_day(local(row.to_at).date(), self.actor.today)
        if self.is_home or person == self.actor.person_id:
            return _("leder, til %(day)s: «%(reason)s»") % {"day": until, "reason": row.reason}
        return _("leder med en grund, til %(day)s") % {"day": until}
