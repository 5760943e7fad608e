"""The plan's sections as staff see them: for each subject, and for all together, what is proposed, written and confirmed."""

import hashlib
import hmac
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.base import schoolyear
from spor.base.codes import ALPHABET, LENGTH, new_code
from spor.base.collate import key as danish_key
from spor.curriculum.models import Subject
from spor.plans import proposals
from spor.plans.queries import sentences
from spor.plans.queries.live import LivePlan
from spor.plans.queries.progress import GoalLine, ahead
from spor.plans.queries.pupil import Pupil
from spor.plans.queries.sentences import SentenceLine, Stored
from spor.plans.queries.words import SUBJECT

WHOLE = "faelles"


@dataclass(frozen=True)
class Section:
    """One section. `subject` None is the common one. `is_heading` for a subject whose content this reader does not see.

    `typed` is what the reader is writing in the field of one's own."""

    subject: Subject | None
    title: str
    lines: list[SentenceLine] = field(default_factory=list)
    goals: list[GoalLine] = field(default_factory=list)
    spor: int = 0
    can_write: bool = False
    is_heading: bool = False
    typed: str = ""
    form_key: str = field(default_factory=new_code)

    @property
    def key(self) -> str:
        return self.subject.key if self.subject else WHOLE

    @property
    def anchor(self) -> str:
        return f"afsnit-{self.key}"

    @property
    def own_at(self) -> str:
        """Where the trouble of its own field is told."""
        return f"egen-{self.key}"

    @property
    def code(self) -> str:
        return self.subject.code if self.subject else ""

    @property
    def waiting(self) -> list[SentenceLine]:
        return [line for line in self.lines if not line.is_confirmed]

    @property
    def is_settled(self) -> bool:
        return bool(self.lines) and not self.waiting


def sections(actor: Actor, live_plan: LivePlan) -> list[Section]:
    """The common section, then the subjects the class is taught or the pupil has spor in, in Danish order."""
    pupil = live_plan.pupil
    stored = [Stored(*row[: sentences.STORED]) for row in live_plan.facts.sentences]
    subjects = sorted(_subjects(live_plan).values(), key=lambda subject: danish_key(subject.name))
    found = [_whole(actor, live_plan, stored)]
    for subject in subjects:
        if not guard.may(actor, "read", "plan_section", pupil.person.pk, subject=subject.pk):
            found.append(Section(subject, subject.name, is_heading=True))
            continue
        facts = live_plan.progress
        section = Section(
            subject,
            subject.name,
            goals=facts.of(subject.pk),
            spor=live_plan.by_subject[subject.pk],
            can_write=guard.may(actor, "write", "plan_draft", pupil.person.pk, subject=subject.pk, **_OWN),
        )
        text = proposals.of_subject(_facts(live_plan, subject)) if _has_come(live_plan, subject) else ""
        found.append(_with_lines(pupil, section, text, stored))
    return sentences.with_typed(live_plan.words, pupil, found)


def find(actor: Actor, live_plan: LivePlan, code: str) -> tuple[Section, SentenceLine] | None:
    """The section and the line with this code, stored or only proposed."""
    for section in sections(actor, live_plan):
        for line in section.lines:
            if line.code == code:
                return section, line
    return None


def proposal_key(pupil: Pupil, subject: Subject | None) -> str:
    """What the proposed text of a section is known by in its period, before and after it has a row."""
    period = f"u{pupil.after_id}" if pupil.after_id else f"aar{schoolyear.school_year(pupil.today)}"
    return f"{pupil.person.code}-{subject.key if subject else WHOLE}-{period}"[:60]


def proposal_code(key: str) -> str:
    """The code a proposal has before its row, and then as its row: the same for everybody who opens the plan, and unguessable."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"spor.plans.sentence.{key}".encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest[:LENGTH])


def _whole(actor: Actor, live_plan: LivePlan, stored: list[Stored]) -> Section:
    names = {line.subject.pk: line.subject.name.lower() for line in _lines(live_plan) if line.subject}
    forward: dict[str, int] = {}
    for line in live_plan.progress.moved:
        if line.subject and line.before is not None and (line.now or 0) > line.before:
            name = line.subject.name.lower()
            forward[name] = forward.get(name, 0) + 1
    whole = proposals.Whole(
        name=live_plan.pupil.first_name,
        since=live_plan.pupil.since_words,
        spor=live_plan.spor,
        subjects=sorted((names[pk] for pk in live_plan.by_subject if pk in names), key=danish_key),
        runs=[run.title for run in live_plan.runs],
        forward=sorted(forward.items(), key=lambda pair: danish_key(pair[0])),
    )
    section = Section(None, _("Kort sagt"), spor=live_plan.spor, can_write=live_plan.pupil.can.write_whole)
    text = proposals.of_whole(whole) if _has_come(live_plan) else ""
    return _with_lines(live_plan.pupil, section, text, stored)


def _has_come(live_plan: LivePlan, subject: Subject | None = None) -> bool:
    """Right after the plan was shared there is nothing new to say: then the sections wait for the first spor or judgement."""
    if not live_plan.pupil.around.shared:
        return True
    if subject is None:
        return bool(live_plan.spor or live_plan.progress.by_subject)
    return bool(live_plan.by_subject[subject.pk] or live_plan.progress.of(subject.pk))


def _lines(live_plan: LivePlan) -> list[GoalLine]:
    return [*live_plan.working, *(line for part in live_plan.parts for line in part.goals)]


def _facts(live_plan: LivePlan, subject: Subject) -> proposals.Facts:
    working = live_plan.progress.working_in(subject.pk)
    judged = live_plan.progress.of(subject.pk)
    coming = ahead([*judged, *(line for line in working if line not in judged)])
    return proposals.Facts(
        name=live_plan.pupil.first_name,
        subject=subject.name.lower(),
        since=live_plan.pupil.since_words,
        spor=live_plan.by_subject[subject.pk],
        working=[line.said for line in working],
        runs=[run.title for run in live_plan.runs if run.subject_id == subject.pk],
        moved=[proposals.Moved(line.said, line.before, line.now or 0) for line in judged if line.is_moved],
        judged=len(judged),
        ahead=(coming.said, coming.now) if coming else None,
    )


def _with_lines(pupil: Pupil, section: Section, text: str, stored: list[Stored]) -> Section:
    """What stands in the section: the rows, and before them the proposal where nobody has touched it yet."""
    rows = [row for row in stored if row.subject_id == (section.subject.pk if section.subject else None)]
    key = proposal_key(pupil, section.subject)
    lines = [sentences.line(row, fresh=text if row.key == key else "") for row in rows if row.dropped_at is None]
    if text and all(row.key != key for row in rows):
        proposed = SentenceLine(
            code=proposal_code(key), key=key, text=text, proposed=text, spor=section.spor, can_write=section.can_write
        )
        lines.insert(0, proposed)
    return replace(section, lines=lines)


# A subject's section is neither the common one nor a support person's own.
_OWN = {"common_section": False, "own_section": False}


def _subjects(live_plan: LivePlan) -> dict[int, Subject]:
    """Subjects that the class is taught, or that the pupil has something in."""
    facts = live_plan.facts
    rows = [*facts.taught, *(row[2:] for row in facts.spor), *(row[sentences.STORED :] for row in facts.sentences)]
    found = {row[0]: SUBJECT.of(row) for row in rows if row[0] is not None}
    of_runs = {run.subject.pk: run.subject for run in live_plan.runs if run.subject}
    return found | of_runs | live_plan.progress.subjects
