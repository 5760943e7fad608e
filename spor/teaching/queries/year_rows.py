"""What a deed on the year plan is about, for whoever may do it: a bar, an idea, a subject of one's own."""

from django.http import Http404

from spor.access import guard
from spor.access.actor import Actor
from spor.curriculum.models import Subject
from spor.people.models import Group
from spor.teaching.models import Idea, Run
from spor.teaching.queries.year_page import YearPage


def bar_row(actor: Actor, code: str, bar: str) -> Run | Idea:
    """The run or idea behind a bar of the class, for whoever may move it. 404 for a code that is neither's."""
    group = guard.get_or_404(actor, Group, code)
    for rows in (Idea.objects.filter(removed_at=None), Run.objects.all()):
        found: Run | Idea | None = rows.filter(group=group, code=bar).first()
        if found is not None:
            guard.require(actor, "write", found, name="year_plan")
            return found
    raise Http404


def first_group(actor: Actor) -> Group | None:
    """The class whose year the reader most likely wants: the one they lead, teach, are in, or have a child in. One query."""
    known = actor.relations
    own = known.groups_of("member") | known.groups_of("child_member") | known.groups_of("cover")
    rows = guard.visible(actor, Group, "teach") | guard.visible(actor, Group).filter(pk__in=own)
    lead = known.groups_of("lead")
    found = sorted(rows.distinct(), key=lambda row: (row.kind != Group.Kind.MAIN, row.pk not in lead, row.name))
    return found[0] if found else None


def subject_of(actor: Actor, code: str, page: YearPage) -> Subject:
    """The subject of the page with this code, if the reader owns its year."""
    for row in page.subjects:
        if row.subject and row.subject.code == code:
            if not row.can_write:
                require_own(actor, page)
            return row.subject
    if not page.own:
        require_own(actor, page)
    raise Http404


def require_across(actor: Actor, page: YearPage) -> None:
    """What belongs to no subject is the class leader's: 403 for colleagues, 404 for everybody else."""
    if not page.can_lay_across:
        require_own(actor, page)
        raise Http404


def require_own(actor: Actor, page: YearPage) -> None:
    """Nothing of the class's year is the reader's to lay: 403 for colleagues, 404 for everybody else (decision 0016)."""
    guard.require(actor, "write", page.group, name="year_plan")


def idea_of(actor: Actor, code: str, bar: str) -> Idea:
    """An idea of the class, on the plan or taken off, for whoever owns its year."""
    group = guard.get_or_404(actor, Group, code)
    idea = Idea.objects.filter(group=group, code=bar).first()
    if idea is None:
        raise Http404
    guard.require(actor, "write", idea)
    return idea
