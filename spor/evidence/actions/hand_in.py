"""A pupil, or a group for all its members, hands in to an assignment."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard, row_lock
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.files import Prepared
from spor.curriculum.models import Goal
from spor.evidence import states, versions
from spor.evidence.models import HandIn, Product, ProductVersion, Trace
from spor.people.models import Membership, Person, live
from spor.teaching.models import Assignment


@transaction.atomic
def hand_in(
    *,
    actor: Actor,
    assignment: Assignment,
    text: str,
    files: Sequence[Prepared],
    makers: Sequence[Person],
    self_text: str,
    self_levels: Mapping[Goal, int],
    key: str,
) -> HandIn:
    """Hand in the work in hand, with `text` and with `files` beside those it holds, for the actor and the `makers`.

    One hand-in for all makers: a product, a trace a maker. The same `key` twice, and the second of two members who press at once,
    get the hand-in that stands; what the second wrote stays in hand as the pupil's own. Late is accepted. What the actor says of it
    (`self_text`, a level 0–4 a goal) is the actor's alone. Returned work is handed in as its next version, for the same makers.
    Raises Refused when there is nothing to hand in, and when a maker is not of the class or has handed in already.
    """
    guard.require(actor, "hand_in", assignment)
    versions.lock(assignment)
    done = _pressed_before(actor, assignment, key)
    if done is not None:
        return done
    stands = versions.standing(actor.person_id or 0, assignment)
    if stands is not None:
        _keep_aside(actor, assignment, stands, text, files)
        versions.said_of(actor, stands.version.product, self_text, self_levels, sparing=True)
        states.touch(pupil_ids=[actor.person_id or 0], goal_ids=[goal.pk for goal in self_levels])
        drafts.erase_draft(actor=actor, thing="hand_in", code=assignment.code)
        return stands
    version = versions.begin(actor, assignment)
    _write(actor, version, text, files)
    handed = HandIn.objects.create(version=version, assignment=assignment, by_id=actor.person_id, at=actor.now, key=key)
    traces = _traces(actor, assignment, version.product, makers)
    goals = versions.tie_goals(traces, assignment)
    versions.said_of(actor, version.product, self_text, self_levels)
    states.touch(pupil_ids=[trace.pupil_id for trace in traces], goal_ids=goals)
    drafts.erase_draft(actor=actor, thing="hand_in", code=assignment.code)
    events.record("hand_in", actor=actor, thing="product", code=handed.code, pupil_id=actor.person_id)
    return handed


def _pressed_before(actor: Actor, assignment: Assignment, key: str) -> HandIn | None:
    done = HandIn.objects.filter(key=key).select_related("version__product", "by").first()
    if done is not None and (done.by_id != actor.person_id or done.assignment_id != assignment.pk):
        raise Refused(_("Siden var blevet for gammel. Det, du skrev, er her stadig: tryk Aflevér igen."), status=409)
    return done


def _keep_aside(actor: Actor, assignment: Assignment, stands: HandIn, text: str, ready: Sequence[Prepared]) -> None:
    """What came too late is not lost: it stays in hand, seen by nobody but the pupil."""
    known = set(stands.version.files.values_list("file__sha256", flat=True))
    fresh = [each for each in ready if each.sha256 not in known]
    if not fresh and text in ("", stands.version.text):
        return
    version = versions.begin(actor, assignment)
    versions.attach(actor, version, fresh)
    version.text, version.at = text, actor.now
    version.save(update_fields=["text", "at"])


def _write(actor: Actor, version: ProductVersion, text: str, ready: Sequence[Prepared]) -> None:
    versions.attach(actor, version, ready)
    if not text and not version.files.exists():
        raise Refused(_("Her er ikke noget at aflevere endnu. Tag et billede, eller skriv noget."), field="text")
    version.text, version.at, version.by_id = text, actor.now, actor.person_id or 0
    version.save(update_fields=["text", "at", "by"])


def _traces(actor: Actor, assignment: Assignment, product: Product, makers: Sequence[Person]) -> list[Trace]:
    """A trace a maker. At the first hand-in its moment is that of the hand-in; later versions change no trace."""
    known = {trace.pupil_id: trace for trace in Trace.objects.filter(product=product)}
    if HandIn.objects.filter(version__product=product).count() == 1:
        chosen = {each.pk for each in makers} - {actor.person_id}
        _check(actor, assignment, [each for each in makers if each.pk in chosen])
        pupils = [actor.person_id or 0, *sorted(chosen)]
        schools = versions.present_schools(actor, pupils)
        versions.add_makers(actor, product, pupils, schools, assignment.run.subject)
        Trace.objects.filter(pk__in=[trace.pk for trace in known.values()]).update(at=actor.now)
    traces = list(Trace.objects.filter(product=product).order_by("id"))
    if len(traces) > 1:
        row_lock.widen(trace.pupil_id for trace in traces)
    return traces


def _check(actor: Actor, assignment: Assignment, makers: Sequence[Person]) -> None:
    """Makers beside the actor are pupils of the class whose work is not handed in by somebody else."""
    if not makers:
        return
    if not assignment.version.by_group:
        raise Refused(_("Denne opgave afleverer I hver for sig."), field="makers")
    rows = Membership.objects.filter(live(actor.today), group=assignment.run.group_id, role=Membership.Role.PUPIL)
    in_class = set(rows.filter(person__in=makers).values_list("person", flat=True))
    row_lock.widen(in_class)
    for each in makers:
        if each.pk not in in_class:
            raise Refused(_("%(name)s går ikke i klassen mere.") % {"name": each.first_name}, field="makers")
        if versions.standing(each.pk, assignment) is not None:
            sentence = _(
                "%(name)s har allerede afleveret. Fjern krydset ved %(name)s, eller bed om at få afleveringen tilbage."
            )
            raise Refused(sentence % {"name": each.first_name}, status=409, field="makers")
