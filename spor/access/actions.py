"""Deeds about rights themselves: choosing a purpose, opening a cover. Each is guarded and recorded."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import events, guard, tablets
from spor.access.actor import Actor
from spor.access.animals import free_mark
from spor.access.models import ClassTablet, Cover, PictureMark, Purpose, TeamRole
from spor.base.errors import Refused
from spor.base.text import clean_line
from spor.curriculum.models import Subject
from spor.people.models import Account, Group, Membership, Person, Post, School, live

PURPOSE_LASTS = dt.timedelta(days=30)
TABLET_UNTIL = 3  # klassetrin: the older sign in as themselves


@transaction.atomic
def choose_purpose(*, actor: Actor, pupil: Person, reason: str) -> Purpose:
    """A leader of the pupil's school says why they read, or the class's leader why they take a copy along.

    Asked once a matter: it lasts 30 days. Refused without a reason.
    """
    guard.require(actor, "give_reason", pupil)
    reason = clean_line(reason)
    if len(reason) < 3:
        raise Refused(_("Skriv kort, hvorfor du har brug for at læse om eleven."), field="reason")
    if len(reason) > 500:
        raise Refused(_("Skriv det kortere: højst 500 tegn."), field="reason")
    purpose = Purpose.objects.create(
        person_id=actor.person_id, pupil=pupil, reason=reason, from_at=actor.now, to_at=actor.now + PURPOSE_LASTS
    )
    actor.__dict__.pop("relations", None)  # the new purpose counts from this moment
    events.record("choose_purpose", actor=actor, thing="person", code=pupil.code, pupil_id=pupil.pk)
    return purpose


@transaction.atomic
def open_cover(*, actor: Actor, person: Person, group: Group, from_at: dt.datetime, to_at: dt.datetime) -> Cover:
    """A leader or secretary gives a substitute a dated window in a class of the school. At most ten weeks; opened already is opened once.

    Refused for somebody who has no post at the school, and for a window that has passed.
    """
    guard.require(actor, "open", group, name="cover")
    if not Post.objects.filter(live(actor.today), person=person, school=group.school_id).exists():
        raise Refused(_("%(name)s er ikke ansat på skolen.") % {"name": person.name}, field="person")
    if to_at <= actor.now:
        raise Refused(_("Vælg en slutdag, der ikke er gået."), field="to_at")
    if to_at <= from_at or to_at - from_at > dt.timedelta(weeks=10):
        raise Refused(_("Vælg en slutdag efter startdagen, højst ti uger senere."), field="to_at")
    cover, made = Cover.objects.get_or_create(
        person=person, group=group, from_at=from_at, to_at=to_at, defaults={"opened_by_id": actor.person_id}
    )
    if made:
        events.record("open_cover", actor=actor, thing="cover", code=cover.code)
    return cover


@transaction.atomic
def end_cover(*, actor: Actor, cover: Cover) -> Cover:
    """The window closes now; one that has not opened yet never does. Ended already stays as it was."""
    guard.require(actor, "end", cover)
    if cover.to_at > actor.now:
        cover.to_at = max(actor.now, cover.from_at)
        cover.save(update_fields=["to_at"])
        events.record("end_cover", actor=actor, thing="cover", code=cover.code)
    return cover


@transaction.atomic
def set_team_role(
    *, actor: Actor, person: Person, group: Group, kind: TeamRole.Kind, subject: Subject | None = None
) -> TeamRole:
    """A leader or secretary says from today who leads a class, teaches it a subject, or is in its team. Said already is said once.

    Refused for oneself, for somebody without a post at the class's school, and for a subject teacher without a subject.
    """
    guard.require(actor, "grant", group, name="role")
    if person.pk == actor.person_id:
        raise Refused(_("Du kan ikke give dig selv adgang. Bed en anden leder eller sekretæren."), field="person")
    if not Post.objects.filter(live(actor.today), person=person, school=group.school_id).exists():
        raise Refused(_("%(name)s er ikke ansat på skolen.") % {"name": person.name}, field="person")
    if (subject is None) is (kind == TeamRole.Kind.SUBJECT):
        raise Refused(_("En faglærer har et fag, og kun en faglærer."), field="subject")
    known = {"person": person, "group": group, "kind": kind, "subject": subject, "to_on": None}
    begun = {"from_on": actor.today, "set_by_id": actor.person_id}
    role, made = TeamRole.objects.get_or_create(**known, defaults=begun)
    if made:
        events.record("set_team_role", actor=actor, thing="role", code=role.code)
    return role


@transaction.atomic
def end_team_role(*, actor: Actor, role: TeamRole) -> TeamRole:
    """The role ends today: from today on it gives nothing. Ended already stays as it was."""
    guard.require(actor, "grant", role.group, name="role")
    if role.to_on is None:
        role.to_on = max(actor.today, role.from_on)
        role.save(update_fields=["to_on"])
        events.record("end_team_role", actor=actor, thing="role", code=role.code)
    return role


@transaction.atomic
def make_secretary(*, actor: Actor, person: Person, school: School) -> Post:
    """A leader marks an employee as the school's secretary from today: the register knows only TAP. Marked already is marked once."""
    guard.require(actor, "grant", school, name="role")
    if not Post.objects.filter(live(actor.today), person=person, school=school).exists():
        raise Refused(_("%(name)s er ikke ansat på skolen.") % {"name": person.name}, field="person")
    known = {"person": person, "school": school, "role": Post.Role.SECRETARY, "to_on": None}
    post, made = Post.objects.get_or_create(**known, defaults={"from_on": actor.today})
    if made:
        events.record("make_secretary", actor=actor, thing="role", code=post.code)
    return post


@transaction.atomic
def choose_language(*, actor: Actor, language: str) -> None:
    """From now on, on every device. Refused for a language that is not offered."""
    if language not in dict(settings.HOME_LANGUAGES):
        raise Refused(_("Det sprog har Spor ikke endnu."), field="language")
    if Account.objects.filter(person=actor.person_id).exclude(language=language).update(language=language):
        events.record("choose_language", actor=actor, thing="account")


@transaction.atomic
def open_tablet(*, actor: Actor, group: Group, until: dt.datetime) -> ClassTablet:
    """Open a browser as the class's tablet until then, at most three hours; every pupil who lacks an animal and a colour gets them.

    For 0.–3. klasse. Raises Refused for others, and for a time that has gone.
    """
    guard.require(actor, "open", group, name="class_tablet")
    if group.grade is not None and group.grade > TABLET_UNTIL:
        raise Refused(_("Klassetabletten er til 0.–3. klasse. De større logger ind som sig selv."))
    if not actor.now < until <= actor.now + tablets.LASTS_MOST:
        raise Refused(_("En klassetablet kan være åben i højst tre timer."))
    _mark_pupils(actor, group)
    tablet = ClassTablet.objects.create(group=group, opened_by_id=actor.person_id, from_at=actor.now, to_at=until)
    events.record("open_tablet", actor=actor, thing="class_tablet", code=tablet.code)
    return tablet


@transaction.atomic
def give_marks(*, actor: Actor, group: Group) -> None:
    """An animal and a colour for every pupil of the class who lacks them, so that the list can hang on the wall before the first time."""
    guard.require(actor, "open", group, name="class_tablet")
    _mark_pupils(actor, group)
    events.record("give_marks", actor=actor, thing="class_tablet", code=group.code)


@transaction.atomic
def close_tablets(*, actor: Actor, group: Group) -> int:
    """Close every tablet of the class that is open now; returns how many."""
    guard.require(actor, "open", group, name="class_tablet")
    open_now = ClassTablet.objects.filter(group=group, from_at__lte=actor.now, to_at__gt=actor.now)
    closed = open_now.update(to_at=actor.now)
    if closed:
        events.record("close_tablets", actor=actor, thing="class_tablet", code=group.code)
    return closed


def _mark_pupils(actor: Actor, group: Group) -> None:
    marks = {(row.animal, row.colour): row.pupil_id for row in PictureMark.objects.filter(group=group)}
    rows = Membership.objects.filter(live(actor.today), group=group, role=Membership.Role.PUPIL)
    here = {row.person_id: row.person.code for row in rows.select_related("person").order_by("person_id")}
    gone = PictureMark.objects.filter(group=group).exclude(pupil__in=here)
    taken = {mark for mark, pupil in marks.items() if pupil in here}
    gone.delete()
    for pupil, code in here.items():
        mark = free_mark(code, taken) if pupil not in marks.values() else None
        if mark is not None:
            taken.add(mark)
            PictureMark.objects.create(group=group, pupil_id=pupil, animal=mark[0], colour=mark[1])
