"""What is said of a child is written and confirmed by a person. Whoever changes a text names the state it was changed from (`n`)."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from spor.access import drafts, events, guard
from spor.access.actor import Actor
from spor.base.errors import Refused
from spor.base.text import clean_text
from spor.curriculum.models import Subject
from spor.people.models import Person
from spor.plans.models import Confirmation, Sentence, SentenceTrace
from spor.plans.queries import pupil as pupils
from spor.plans.queries.live import current
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.sections import WHOLE, find
from spor.plans.queries.sentences import trace_ids
from spor.plans.queries.words import draft_thing

TEXT_MAX = 2_000


class Conflict(Refused):
    """Somebody else changed the text meanwhile. Both texts go back to the reader: `sentence` stands, `typed` was sent."""

    def __init__(self, sentence: Sentence, typed: str) -> None:
        who = sentence.written_by.first_name if sentence.written_by else ""
        said = _("%(name)s har ændret afsnittet, mens du skrev. Begge tekster er her. Vælg, hvad der skal stå.") % {
            "name": who
        }
        super().__init__(said, status=409)
        self.sentence, self.typed = sentence, typed


@transaction.atomic
def confirm(*, actor: Actor, pupil: Person, code: str, n: int, text: str) -> Sentence:
    """Stand by this text of a section, stored or proposed. The same twice is once.

    n       the state of the text that the writer saw, 0 for a proposal nobody had touched
    Raises Refused for an empty or too long text, Conflict when another changed it, Http404 for an unknown code.
    """
    sentence = _settled(actor, pupil, code, n, text)
    Confirmation.objects.get_or_create(
        sentence=sentence, n=sentence.n, defaults={"by_id": actor.person_id, "at": actor.now}
    )
    events.record("confirm", actor=actor, thing="plan_draft", code=sentence.code, pupil_id=pupil.pk)
    return sentence


@transaction.atomic
def edit(*, actor: Actor, pupil: Person, code: str, n: int, text: str) -> Sentence:
    """Keep a text for the team without standing by it yet. Arguments and refusals as `confirm`."""
    sentence = _settled(actor, pupil, code, n, text)
    events.record("edit", actor=actor, thing="plan_draft", code=sentence.code, pupil_id=pupil.pk)
    return sentence


@transaction.atomic
def drop(*, actor: Actor, pupil: Person, code: str) -> Sentence:
    """Take a section's text out of the plan. It can be put back with `restore`. Dropping twice is once."""
    sentence = _mine(actor, pupil, code) or _stored(actor, pupil, code)
    sentence.dropped_at = sentence.dropped_at or actor.now
    sentence.save(update_fields=["dropped_at"])
    drafts.erase_draft(actor=actor, thing=draft_thing(pupil.code), code=code)
    events.record("drop", actor=actor, thing="plan_draft", code=code, pupil_id=pupil.pk)
    return sentence


@transaction.atomic
def restore(*, actor: Actor, pupil: Person, code: str) -> Sentence:
    """Put a dropped text back as it stood."""
    sentence = _mine(actor, pupil, code)
    if sentence is None:
        raise Http404
    sentence.dropped_at = None
    sentence.save(update_fields=["dropped_at"])
    events.record("restore", actor=actor, thing="plan_draft", code=code, pupil_id=pupil.pk)
    return sentence


@transaction.atomic
def write_own(*, actor: Actor, pupil: Person, subject: Subject | None, text: str, key: str) -> Sentence:
    """Write a section's text oneself, which is also to stand by it. The same key twice is one text."""
    text = _checked(text)
    found = pupils.reload(actor, pupil)
    sentence, is_new = Sentence.objects.get_or_create(
        key=key,
        defaults={
            "pupil": pupil,
            "subject": subject,
            "after_id": found.after_id,
            "text": text,
            "written_by_id": actor.person_id,
            "written_at": actor.now,
        },
    )
    guard.require(actor, "write", sentence)
    if is_new:
        _tie(actor, found, sentence)
        Confirmation.objects.create(sentence=sentence, n=sentence.n, by_id=actor.person_id, at=actor.now)
    drafts.erase_draft(
        actor=actor, thing=draft_thing(pupil.code), code=pupil.code, field=subject.key if subject else WHOLE
    )
    events.record("write_own", actor=actor, thing="plan_draft", code=sentence.code, pupil_id=pupil.pk)
    return sentence


def _settled(actor: Actor, pupil: Person, code: str, n: int, text: str) -> Sentence:
    """The row with this text, made or changed as need be; the writer's draft of it is gone."""
    text = _checked(text)
    sentence = _mine(actor, pupil, code)
    if sentence is None:
        sentence = _stored(actor, pupil, code)
        n = sentence.n if sentence.written_by_id == actor.person_id else n
    if sentence.text != text or sentence.dropped_at is not None:
        if sentence.n != n:
            raise Conflict(sentence, text)
        changed = Sentence.objects.filter(pk=sentence.pk, n=n).update(
            text=text, n=n + 1, written_by=actor.person_id, written_at=actor.now, dropped_at=None
        )
        sentence.refresh_from_db()
        if not changed and sentence.text != text:
            raise Conflict(sentence, text)
    drafts.erase_draft(actor=actor, thing=draft_thing(pupil.code), code=code)
    return sentence


def _checked(text: str) -> str:
    text = clean_text(text)
    if not text:
        raise Refused(_("Skriv noget, eller tag afsnittet ud af planen."), field="text")
    if len(text) > TEXT_MAX:
        about = {"count": len(text), "most": TEXT_MAX}
        raise Refused(
            _("Teksten har %(count)s tegn, og der er plads til %(most)s. Gør den kortere.") % about, field="text"
        )
    return text


def _mine(actor: Actor, pupil: Person, code: str) -> Sentence | None:
    """The stored row, locked, for whoever may write it; the guard says no to the others."""
    row = (
        Sentence.objects.select_for_update(of=("self",))
        .select_related("written_by")
        .filter(pupil=pupil, code=code)
        .first()
    )
    if row is not None:
        guard.require(actor, "write", row)
    return row


def _stored(actor: Actor, pupil: Person, code: str) -> Sentence:
    """The proposal with this code as a row, with the spor it was made from. Another may have been first: then theirs."""
    found = pupils.reload(actor, pupil)
    section_line = find(actor, current(actor, found), code)
    if section_line is None:
        raise Http404
    section, line = section_line
    sentence, is_new = Sentence.objects.get_or_create(
        key=line.key,
        defaults={
            "code": code,
            "pupil": pupil,
            "subject": section.subject,
            "after_id": found.after_id,
            "text": line.text,
            "proposed": line.proposed,
            "written_by_id": actor.person_id,
            "written_at": actor.now,
        },
    )
    guard.require(actor, "write", sentence)
    if is_new:
        _tie(actor, found, sentence)
    return sentence


def _tie(actor: Actor, pupil: Pupil, sentence: Sentence) -> None:
    """Remember the spor behind it as they are now."""
    ids = trace_ids(actor, pupil, sentence.subject_id)
    SentenceTrace.objects.bulk_create(SentenceTrace(sentence=sentence, trace_id=each) for each in ids)
