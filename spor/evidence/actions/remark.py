"""An adult keeps what a pupil did: words, a picture or a sound, about one or several."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.base.errors import Refused
from spor.curriculum.models import Goal, GoalWording, Subject
from spor.evidence import states, versions
from spor.evidence.models import Remark, Trace, TraceGoal
from spor.people.models import Person


@transaction.atomic
def remark(
    *,
    actor: Actor,
    pupils: Sequence[Person],
    text: str,
    file: files.Prepared | None,
    subject: Subject | None,
    goal: Goal | None,
    wording: GoalWording | None = None,
    key: str,
    draft_code: str = "",
) -> Remark:
    """Keep a remark with a trace a pupil; pupil and home see it. The same key twice is one.

    draft_code  under which the words were kept while they were written: that draft is erased
    Raises Refused without a pupil, and when there is nothing to keep; a pupil the actor does not teach does not exist.
    """
    # One press after the other: the second finds what the first kept.
    list(Person.objects.select_for_update(no_key=True).filter(pk=actor.person_id).values_list("pk"))
    done = Remark.objects.filter(key=key).first()
    if done is not None and done.by_id != actor.person_id:
        raise Refused(_("Siden var blevet for gammel. Prøv igen."), status=409)
    if done is not None:
        return done
    ids = {pupil.pk for pupil in pupils}
    if not ids:
        raise Refused(_("Vælg mindst én elev."), field="pupils")
    taught = set(guard.visible(actor, Person, "write", thing="remark").filter(pk__in=ids).values_list("pk", flat=True))
    for pupil in pupils:
        if pupil.pk not in taught:
            guard.require(actor, "write", pupil, name="remark")
    if not text and file is None:
        raise Refused(_("Her er ikke noget at gemme endnu. Tag et billede, eller skriv, hvad du så."), field="text")
    stored = files.store(file, now=actor.now) if file else None
    made = Remark.objects.create(text=text, file=stored, by_id=actor.person_id, at=actor.now, key=key)
    _trace(actor, made, sorted(ids), subject, goal, wording)
    if draft_code:
        drafts.erase_draft(actor=actor, thing="remark", code=draft_code)
    events.record("remark", actor=actor, thing="remark", code=made.code, pupil_id=min(ids) if len(ids) == 1 else None)
    return made


def _trace(
    actor: Actor,
    made: Remark,
    pupil_ids: list[int],
    subject: Subject | None,
    goal: Goal | None,
    wording: GoalWording | None,
) -> None:
    schools = versions.present_schools(actor, pupil_ids)
    traces = Trace.objects.bulk_create(
        [
            Trace(
                pupil_id=pupil,
                kind=Trace.Kind.REMARK,
                at=actor.now,
                author_id=actor.person_id,
                subject=subject,
                made_at_school_id=schools.get(pupil),
                remark=made,
            )
            for pupil in pupil_ids
        ]
    )
    if goal is not None:
        TraceGoal.objects.bulk_create([TraceGoal(trace=trace, goal=goal, wording=wording) for trace in traces])
        states.touch(pupil_ids=pupil_ids, goal_ids=[goal.pk])
