"""The pupil of a plan, with the class, the school and what the reader may do, in one query."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from spor.access import guard
from spor.access.actor import Actor
from spor.access.policy import POLICY
from spor.access.reach import Reach
from spor.base import clock, schoolyear
from spor.people.models import Enrolment, Person, live
from spor.plans.models import PlanSnapshot, Sentence
from spor.plans.wording import possessive
from spor.ui.moments import calendar_day, local

YOUNG_UNTIL = 3  # klassetrin: 0.–3. get pages that need no reading


@dataclass(frozen=True)
class Can:
    """What the reader may do with this plan. `draft`: sees what is not shared; `write_common`: writes the common section."""

    draft: bool
    write_common: bool
    publish: bool
    acknowledge: bool
    is_own: bool
    is_home: bool


@dataclass(frozen=True)
class Pupil:
    """Whose plan it is, where the pupil goes today, and since when the plan tells what has moved."""

    person: Person
    can: Can
    class_name: str
    class_id: int | None
    class_code: str
    school_name: str
    grade: int | None
    since_at: dt.datetime
    after_id: int | None
    today: dt.date

    @property
    def first_name(self) -> str:
        return self.person.first_name

    @property
    def possessive(self) -> str:
        return possessive(self.person.first_name)

    @property
    def is_young(self) -> bool:
        return self.can.is_own and self.grade is not None and self.grade <= YOUNG_UNTIL

    @property
    def since_words(self) -> str:
        """«12. maj», with the year when it is another's."""
        return calendar_day(local(self.since_at).date(), self.today)


def load(actor: Actor, code: str) -> Pupil:
    """The pupil, for whoever may read the plan: 404 for strangers, 403 for colleagues, the purpose form for a leader. Records the look."""
    also = ["plan_draft.read", "plan_published.publish", "plan_published.acknowledge"]
    found = guard.get_or_404(actor, Person, code, thing="plan_live", also=also, rows=_with_class(actor))
    return _pupil(actor, found, is_for_staff=bool(vars(found)["can_read"]))


def reload(actor: Actor, person: Person) -> Pupil:
    """The same for a deed, which has its own right to ask for: nothing is recorded and nobody refused here."""
    return _pupil(actor, _with_class(actor).get(pk=person.pk), is_for_staff=True)


def _with_class(actor: Actor) -> QuerySet[Person]:
    here = Enrolment.objects.filter(live(actor.today), person=OuterRef("pk")).order_by("-from_on", "-id")
    last = PlanSnapshot.objects.filter(pupil=OuterRef("pk")).order_by("-at", "-id")
    columns = {
        "class_name": "group__name",
        "class_id": "group",
        "class_code": "group__code",
        "school_name": "school__name",
        "grade": "grade",
    }
    return Person.objects.annotate(
        **{f"plan_{name}": Subquery(here.values(path)[:1]) for name, path in columns.items()},
        plan_can_common=_may_write_common(actor),
        plan_after_id=Subquery(last.values("pk")[:1]),
        plan_after_at=Subquery(last.values("at")[:1]),
        plan_told_from=Subquery(last.values("since_on")[:1]),
    )


def _may_write_common(actor: Actor) -> Case:
    """The table's row for the common section, asked of the pupil: the sentence itself may not be there yet."""
    states = {**Sentence.REACH.states, "common_section": lambda _actor: Q()}
    allowed = POLICY["plan_draft", "write"].compiled(actor, Reach("plan_draft", pupil="pk", states=states))
    whens = [] if allowed is None else [When(allowed, then=Value(True))]
    return Case(*whens, default=Value(False))


def _pupil(actor: Actor, person: Person, *, is_for_staff: bool) -> Pupil:
    row = vars(person)
    own = person.pk == actor.person_id
    can = Can(
        draft=bool(row.get("can_read")),
        write_common=bool(row["plan_can_common"]),
        publish=bool(row.get("can_publish")),
        acknowledge=bool(row.get("can_acknowledge")),
        is_own=own,
        is_home=bool(row.get("can_acknowledge")) and not own,
    )
    # Staff write what comes after the last shared plan; pupil and home read it together with the period that it tells of.
    after, told_from = row["plan_after_at"], row["plan_told_from"]
    if told_from is not None and not is_for_staff:
        after = clock.start_of_day(told_from)
    begins = clock.start_of_day(schoolyear.year_starts(schoolyear.school_year(actor.today)))
    return Pupil(
        person=person,
        can=can,
        class_name=row["plan_class_name"] or "",
        class_id=row["plan_class_id"],
        class_code=row["plan_class_code"] or "",
        school_name=row["plan_school_name"] or "",
        grade=row["plan_grade"],
        since_at=after or begins,
        after_id=row["plan_after_id"],
        today=actor.today,
    )
