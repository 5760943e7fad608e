"""The pupil of a plan, with the class, the school and what the reader may do."""

import datetime as dt
from dataclasses import dataclass

from spor.access import guard
from spor.access.actor import Actor
from spor.base import clock, schoolyear
from spor.people.models import Person
from spor.plans.queries.around import Around, around
from spor.plans.wording import possessive
from spor.ui.moments import calendar_day, local

YOUNG_UNTIL = 3  # klassetrin: 0.–3. get pages that need no reading


@dataclass(frozen=True)
class Can:
    """What the reader may do with this plan.

    draft         sees what is not shared; `write_whole`: writes the common section
    take_away     may have a shared plan on paper (whoever leads the class says why first)
    propose       proposes an agreement
    """

    draft: bool
    write_whole: bool
    publish: bool
    acknowledge: bool
    is_own: bool
    is_home: bool
    take_away: bool
    propose: bool = False


@dataclass(frozen=True)
class Pupil:
    """Whose plan it is, where the pupil goes today, and since when the plan tells what has moved."""

    person: Person
    can: Can
    around: Around
    since_at: dt.datetime
    today: dt.date

    @property
    def first_name(self) -> str:
        return self.person.first_name

    @property
    def possessive(self) -> str:
        return possessive(self.person.first_name)

    @property
    def class_name(self) -> str:
        return self.around.place.class_name

    @property
    def class_id(self) -> int | None:
        return self.around.place.class_id

    @property
    def class_code(self) -> str:
        return self.around.place.class_code

    @property
    def school_name(self) -> str:
        return self.around.place.school_name

    @property
    def grade(self) -> int | None:
        return self.around.place.grade

    @property
    def after_id(self) -> int | None:
        """The shared plan that the period comes after."""
        return self.around.shared[0].id if self.around.shared else None

    @property
    def is_young(self) -> bool:
        return self.can.is_own and self.grade is not None and self.grade <= YOUNG_UNTIL

    @property
    def since_words(self) -> str:
        """«12. maj», with the year when it is another's."""
        return calendar_day(local(self.since_at).date(), self.today)


def load(actor: Actor, code: str) -> Pupil:
    """The pupil, for whoever may read the plan: 404 for strangers, 403 for colleagues, the purpose form for a leader.

    Records the look. Two queries besides.
    """
    found = Person.objects.filter(code=code).first()
    if found is None or not guard.may(actor, "read", "plan_live", found.pk):
        found = guard.get_or_404(actor, Person, code, thing="plan_live")  # which says no as one must
    guard.page(actor, [found], thing="plan_live")
    return _pupil(actor, found)


def reload(actor: Actor, person: Person) -> Pupil:
    """The same for a deed, which has its own right to ask for: nothing is recorded and nobody refused here."""
    return _pupil(actor, Person.objects.get(pk=person.pk), is_for_staff=True)


def _pupil(actor: Actor, person: Person, *, is_for_staff: bool | None = None) -> Pupil:
    """is_for_staff   whose period is told of; the reader's own, where nothing is said"""
    is_drafting = guard.may(actor, "read", "plan_draft", person.pk)
    acknowledges = guard.may(actor, "acknowledge", "plan_published", person.pk)
    publishes = guard.may(actor, "publish", "plan_published", person.pk)
    own = person.pk == actor.person_id
    can = Can(
        draft=is_drafting,
        # the common section, whether or not there is a sentence in it yet
        write_whole=guard.may(actor, "write", "plan_draft", person.pk, common_section=True, own_section=False),
        publish=publishes,
        acknowledge=acknowledges,
        is_own=own,
        is_home=acknowledges and not own,
        take_away=acknowledges or publishes or _reads_by_reason(actor, person),
        propose=guard.may(actor, "propose", "agreement", person.pk),
    )
    found = around(person.pk, actor.today, is_grown=_is_grown(person, actor.today))
    staffs = is_drafting if is_for_staff is None else is_for_staff
    return Pupil(person, can, found, _since(found, actor.today, is_for_staff=staffs), actor.today)


def _reads_by_reason(actor: Actor, person: Person) -> bool:
    return actor.mfa and person.pk in actor.relations.pupils_of("purpose")


def _since(found: Around, today: dt.date, *, is_for_staff: bool) -> dt.datetime:
    """Staff write what comes after the last shared plan; pupil and home read it together with the period that it tells of."""
    last = found.shared[0] if found.shared else None
    if last is not None and is_for_staff:
        return last.at
    if last is not None and last.since_on is not None:
        return clock.start_of_day(last.since_on)
    return clock.start_of_day(schoolyear.year_starts(schoolyear.school_year(today)))


def _is_grown(person: Person, today: dt.date) -> bool:
    born = person.born_on
    return born is not None and (today.year - born.year, today.month, today.day) >= (18, born.month, born.day)
