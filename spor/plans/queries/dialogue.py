"""Who has read what was shared, told to whoever shares it and to nobody else (decision 0006); and who takes part in an answer to it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Enrolment, Person, Post, live
from spor.plans.models import Answer, AnswerReader
from spor.plans.queries.people import recipients
from spor.plans.queries.pupil import Pupil


@dataclass(frozen=True)
class ReadLine:
    """Somebody a plan was shared with: `at` when they said they had read the newest, None when not yet."""

    name: str
    at: dt.datetime | None


def read_by(pupil: Pupil) -> list[ReadLine]:
    """Which of those it was shared with have said they read the newest shared plan: for whoever shares it."""
    if not pupil.around.shared:
        return []
    newest = pupil.around.shared[0].id
    return [ReadLine(each.first_name, pupil.around.read.get((newest, each.id))) for each in recipients(pupil)]


@dataclass(frozen=True)
class ReadersPage:
    """Who takes part in an answer besides the team, and which leaders of the school may be let in."""

    answer: Answer
    readers: list[Person]
    leaders: list[Person]


def load_answer(actor: Actor, pupil_code: str, code: str, action: str = "read") -> Answer:
    """An answer to this pupil's plan, for whoever may do `action` to it; 404 for any other. Records the look."""
    rows = Answer.objects.select_related("pupil", "by", "after__by", "after__pupil")
    found = guard.get_or_404(actor, Answer, code, action, rows=rows)
    if found.pupil.code != pupil_code:
        raise Http404
    return found


def readers_page(actor: Actor, pupil_code: str, code: str) -> ReadersPage:
    """For the class's leader. Four queries."""
    answer = load_answer(actor, pupil_code, code, "add_participant")
    first = answer.after or answer
    known = [row.person for row in AnswerReader.objects.filter(answer=first).select_related("person").order_by("id")]
    return ReadersPage(first, [first.by, *known], [each for each in leaders(actor, first) if each not in known])


def leaders(actor: Actor, answer: Answer) -> list[Person]:
    """Leaders at the school the pupil goes to today, without the actor: they may take part in what is said of the plan."""
    schools = Enrolment.objects.filter(live(actor.today), person=answer.pupil_id).values("school")
    roles = (Post.Role.LEADER, Post.Role.MANAGEMENT)
    posts = Post.objects.filter(live(actor.today), person=OuterRef("pk"), school__in=schools, role__in=roles)
    return list(Person.objects.filter(Exists(posts)).exclude(pk=actor.person_id).order_by("given_name", "id"))
