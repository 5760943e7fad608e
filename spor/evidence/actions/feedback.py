"""A teacher gives feedback: words, a voice, a level a goal. Words, judgements and states come in one transaction (decision 0008)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base import files
from spor.base.errors import Refused
from spor.base.models import StoredFile
from spor.curriculum.models import Goal
from spor.evidence import states
from spor.evidence.models import (
    Assessment,
    AssessmentWithdrawal,
    Claim,
    Feedback,
    FeedbackLevel,
    HandIn,
    Release,
    Retraction,
    Trace,
    TraceGoal,
)
from spor.evidence.queries import answerable
from spor.evidence.queries import feedback as given_before

UNDO_FOR = dt.timedelta(seconds=60)
TEXT_MAX = 10_000
LEVELS = range(5)


@dataclass(frozen=True)
class Words:
    """What is said. `levels` by goal; `kept` is the feedback taken back whose voice goes along again."""

    text: str = ""
    sound: files.Prepared | None = None
    kept: Feedback | None = None
    levels: Mapping[Goal, int] | None = None

    def is_empty(self) -> bool:
        return not (self.text or self.sound or (self.kept and self.kept.sound_id) or self.levels)


@transaction.atomic
def give_feedback(
    *, actor: Actor, hand_in: HandIn, words: Words, key: str, to: Sequence[Trace] | None = None, seen: str = ""
) -> list[Feedback]:
    """Give feedback on a hand-in to its makers (`to`: some of them): one Feedback a pupil, a judgement a goal. The same key twice is once.

    seen    code of the newest feedback on the hand-in that the writer had before them; another since then stops the deed
    Returns the feedback, first the one whose key it is. Raises Refused when nothing is said, a level or goal is not of this assignment,
    a colleague is at the product, or has answered it meanwhile.
    """
    traces = answerable.makers(actor, hand_in)
    if to is not None:
        traces = [trace for trace in traces if trace in to]
    list(HandIn.objects.select_for_update(no_key=True).filter(pk=hand_in.pk).values_list("pk"))
    done = list(_sent_with(key).order_by("pk"))
    if done:
        return _checked(actor, hand_in, done)
    _check(actor, hand_in, traces, words, seen)
    sound = _voice(actor, words)
    given = [_row(actor, hand_in, trace, words.text, sound, key, at) for at, trace in enumerate(traces)]
    Feedback.objects.bulk_create(given)
    Release.objects.bulk_create([Release(feedback=each, by_id=actor.person_id, at=actor.now) for each in given])
    _judge(actor, given, traces, words.levels or {})
    Claim.objects.filter(hand_in=hand_in).delete()
    drafts.erase_draft(actor=actor, thing="feedback", code=hand_in.code)
    only = traces[0].pupil_id if len(traces) == 1 else None
    events.record("give_feedback", actor=actor, thing="feedback", code=given[0].code, pupil_id=only)
    return given


@transaction.atomic
def retract_feedback(*, actor: Actor, feedback: Feedback) -> HandIn | None:
    """Take back what the actor gave less than a minute ago, from all who got it; its words are the actor's draft again.

    Returns the hand-in it answered. Doubled it is once. Raises Refused after a minute: the pupil may have read it.
    """
    guard.require(actor, "write", feedback)
    sent = _sent_with(feedback.key.partition(".")[0])
    list(Release.objects.select_for_update().filter(feedback__in=sent).values_list("pk"))
    standing = list(Release.objects.filter(feedback__in=sent, retraction=None))
    if not standing:
        return feedback.hand_in
    if actor.now - standing[0].at > UNDO_FOR:
        raise Refused(_("Det kan ikke hentes tilbage mere, for det er sendt for over et minut siden."), status=409)
    Retraction.objects.bulk_create([Retraction(release=each, by_id=actor.person_id, at=actor.now) for each in standing])
    judged = list(Assessment.objects.filter(feedback__release__in=standing, withdrawal=None))
    AssessmentWithdrawal.objects.bulk_create(
        [AssessmentWithdrawal(assessment=each, by_id=actor.person_id, at=actor.now) for each in judged]
    )
    states.touch(pupil_ids=[each.pupil_id for each in judged], goal_ids=[each.goal_id for each in judged])
    _write_again(actor, feedback)
    events.record("retract_feedback", actor=actor, thing="feedback", code=feedback.code, pupil_id=feedback.pupil_id)
    return feedback.hand_in


def _sent_with(key: str) -> QuerySet[Feedback]:
    """The feedback of one press: the first has the form's key, the others it and their number."""
    return Feedback.objects.filter(Q(key=key) | Q(key__startswith=f"{key}."))


def _checked(actor: Actor, hand_in: HandIn, done: list[Feedback]) -> list[Feedback]:
    """What the first press gave; another person's or another page's key is no key."""
    if done[0].author_id != actor.person_id or done[0].hand_in_id != hand_in.pk:
        raise Refused(_("Siden var blevet for gammel. Det, du skrev, står her endnu: send igen."), status=409)
    return done


def _check(actor: Actor, hand_in: HandIn, traces: Sequence[Trace], words: Words, seen: str) -> None:
    if not traces:
        raise Refused(_("Vælg mindst én, der skal have det."), field="to")
    if words.is_empty():
        raise Refused(_("Skriv et par ord, indtal dem, eller sæt et niveau, før du sender."), field="text")
    if len(words.text) > TEXT_MAX:
        raise Refused(_("Det er for langt til at sende. Skriv højst 10.000 tegn."), field="text")
    if words.kept and (words.kept.author_id != actor.person_id or words.kept.hand_in_id != hand_in.pk):
        raise Refused(_("Optagelsen hører til en anden elev. Optag den igen."), field="sound")
    names = {"name": "", "pupil": traces[0].pupil.first_name}
    held = Claim.objects.filter(hand_in=hand_in, until__gt=actor.now).exclude(by=actor.person_id)
    if claim := held.select_related("by").first():
        names["name"] = claim.by.first_name
        raise Refused(
            _("%(name)s er i gang med at svare %(pupil)s. Det, du skrev, står her endnu.") % names, status=409
        )
    newest = given_before.newest(hand_in)
    if newest is not None and newest.code != seen:
        names["name"] = newest.author.first_name
        sentence = _("%(name)s har sendt feedback til %(pupil)s imens. Læs den først; det, du skrev, står her endnu.")
        raise Refused(sentence % names, status=409)


def _voice(actor: Actor, words: Words) -> StoredFile | None:
    if words.sound is not None:
        return files.store(words.sound, now=actor.now, kinds={StoredFile.Kind.SOUND})
    return words.kept.sound if words.kept else None


def _row(
    actor: Actor, hand_in: HandIn, trace: Trace, text: str, sound: StoredFile | None, key: str, at: int
) -> Feedback:
    return Feedback(
        pupil_id=trace.pupil_id,
        trace=trace,
        hand_in=hand_in,
        author_id=actor.person_id,
        text=text,
        sound=sound,
        written_at=actor.now,
        key=f"{key}.{at}" if at else key,
    )


def _judge(actor: Actor, given: list[Feedback], traces: Sequence[Trace], levels: Mapping[Goal, int]) -> None:
    """The levels beside the feedback, and each as a judgement that counts from now. Refused for a goal that is not the actor's to judge."""
    if not levels:
        return
    known = TraceGoal.objects.filter(trace__in=traces, goal__in=list(levels)).values_list("trace", "goal", "wording")
    wording = {(trace, goal): wording for trace, goal, wording in known}
    pairs = [(each, goal) for each in given for goal in levels]
    if any((each.trace_id, goal.pk) not in wording or levels[goal] not in LEVELS for each, goal in pairs):
        raise Refused(_("Et af målene hører ikke til denne opgave mere. Hent siden igen."), status=409)
    FeedbackLevel.objects.bulk_create(
        [
            FeedbackLevel(feedback=each, goal=goal, wording_id=wording[each.trace_id, goal.pk], level=levels[goal])
            for each, goal in pairs
        ]
    )
    judged = [
        Assessment(
            feedback=each,
            pupil_id=each.pupil_id,
            goal=goal,
            wording_id=wording[each.trace_id, goal.pk],
            level=levels[goal],
            trace_id=each.trace_id,
            run_id=traces[0].run_id,
            by_id=actor.person_id,
            at=actor.now,
            key=f"{each.code}.{goal.pk}",
        )
        for each, goal in pairs
    ]
    Assessment.objects.bulk_create(judged)
    mine = guard.visible(actor, Assessment, "set_status").filter(pk__in=[each.pk for each in judged])
    if mine.count() < len(judged):
        raise Refused(_("Du underviser ikke i alle de fag. Send uden niveauer, så får eleven dine ord."), status=403)
    states.touch(pupil_ids=[each.pupil_id for each in judged], goal_ids=[each.goal_id for each in judged])


def _write_again(actor: Actor, feedback: Feedback) -> None:
    """What was taken back is the actor's draft, unless something else is being written there already."""
    if feedback.hand_in is None:
        return
    code = feedback.hand_in.code
    if drafts.texts_for(actor, thing="feedback", code=code):
        return
    drafts.save_draft(actor=actor, thing="feedback", code=code, field="text", text=feedback.text)
    for each in feedback.levels.select_related("goal"):
        field = given_before.level_field(each.goal.code)
        drafts.save_draft(actor=actor, thing="feedback", code=code, field=field, text=str(each.level))
