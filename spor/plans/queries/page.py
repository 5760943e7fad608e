"""The plan's page, one for everybody: what each may see and do is decided here, and the templates only ask."""

import datetime as dt
from dataclasses import dataclass, field

from spor.access import drafts
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.base.collate import key as danish_key
from spor.curriculum.models import Subject
from spor.plans import law
from spor.plans.models import SnapshotLine
from spor.plans.queries import around, dialogue, snapshots
from spor.plans.queries.dialogue import AnswerLine, ReadLine
from spor.plans.queries.live import LivePlan, current
from spor.plans.queries.progress import GoalLine
from spor.plans.queries.pupil import Can, Pupil, load
from spor.plans.queries.sections import Section, sections
from spor.plans.queries.sentences import DRAFT
from spor.plans.queries.snapshots import Shared
from spor.plans.wording import listed
from spor.ui.levels import LEVELS, level_name


@dataclass(frozen=True)
class ReaderPart:
    """A subject as pupil and home see it: what was confirmed and shared of it, and the goals judged since."""

    subject: Subject
    sentences: list[SnapshotLine]
    goals: list[GoalLine]
    spor: int


@dataclass(frozen=True)
class Trouble:
    """Why something was not done: `at` is the code of the field's thing (or "share"), `typed` the words that were sent."""

    at: str
    said: str
    typed: str = ""


@dataclass(frozen=True)
class PlanPage:
    """`sections` are staff's; `shared` the plans that were shared, newest first; `answers` those this reader takes part in.

    recipients   whom the plan is shared with, for whoever may share it
    others       whom somebody at home may let read an answer
    lacking      what the law asks for and no confirmed section holds
    """

    now: dt.datetime
    pupil: Pupil
    live: LivePlan
    shared: list[Shared]
    answers: list[AnswerLine]
    sections: list[Section] = field(default_factory=list)
    recipients: list[around.Recipient] = field(default_factory=list)
    read_by: list[ReadLine] = field(default_factory=list)
    others: list[around.Recipient] = field(default_factory=list)
    lead: str = ""
    next_code: str = ""
    answer_draft: str = ""
    key: str = field(default_factory=new_code)
    trouble: Trouble | None = None

    def section(self, line_code: str) -> Section | None:
        """The section that holds the line with this code, the dropped one's place where it is gone."""
        return next((each for each in self.sections for line in each.lines if line.code == line_code), None)

    @property
    def can(self) -> Can:
        return self.pupil.can

    @property
    def frame(self) -> str:
        return "ui/young.html" if self.pupil.is_young else "ui/shell.html"

    @property
    def voice(self) -> str:
        return "pupil" if self.can.is_own else "teacher"

    @property
    def newest(self) -> Shared | None:
        return self.shared[0] if self.shared else None

    @property
    def earlier(self) -> list[Shared]:
        return self.shared[1:]

    @property
    def confirmed(self) -> int:
        return sum(line.is_confirmed for section in self.sections for line in section.lines)

    @property
    def waiting(self) -> int:
        return sum(len(section.waiting) for section in self.sections)

    @property
    def lacking(self) -> list[str]:
        keys = {each.subject.key for each in self.sections if each.subject and any(x.is_confirmed for x in each.lines)}
        return law.missing(self.pupil.grade, keys)

    @property
    def law(self) -> str:
        return str(law.SOURCE)

    @property
    def names_listed(self) -> str:
        return listed([each.first_name for each in self.recipients])

    @property
    def under(self) -> str:
        """The line under the title: the law's word, the class and the school."""
        where = " · ".join(part for part in (self.pupil.class_name, self.pupil.school_name) if part)
        return " · ".join(part for part in (str(law.LABEL), where) if part)

    @property
    def legend(self) -> list[tuple[int, str]]:
        return [(level, str(level_name(level, "pupil" if self.can.is_own else "teacher"))) for level in LEVELS[1:]]

    @property
    def in_short(self) -> list[SnapshotLine]:
        return [line for line in (self.newest.lines if self.newest else []) if line.subject_id is None]

    @property
    def reader_parts(self) -> list[ReaderPart]:
        """By subject, in Danish order: shared sentences beside the goals of now."""
        facts = {part.subject: part for part in self.live.parts}
        lines = [line for line in (self.newest.lines if self.newest else []) if line.subject]
        subjects = {line.subject for line in lines if line.subject} | set(facts)
        return [
            ReaderPart(
                subject,
                [line for line in lines if line.subject_id == subject.pk],
                facts[subject].goals if subject in facts else [],
                self.live.by_subject[subject.pk],
            )
            for subject in sorted(subjects, key=lambda each: danish_key(each.name))
        ]


def plan_page(actor: Actor, code: str) -> PlanPage:
    """The plan of the pupil with this code, as this reader may see it. The look is recorded."""
    pupil = load(actor, code)
    live = current(actor, pupil)
    page = {
        "now": actor.now,
        "pupil": pupil,
        "live": live,
        "shared": snapshots.shared(actor, pupil),
        "answers": dialogue.answers(actor, pupil),
    }
    return PlanPage(**page, **(_staff(actor, live) if pupil.can.draft else _home(actor, pupil, page["shared"])))  # type: ignore[arg-type] # by name


def _staff(actor: Actor, live: LivePlan) -> dict[str, object]:
    found: dict[str, object] = {"sections": sections(actor, live), "next_code": around.next_code(actor, live.pupil)}
    if live.pupil.can.publish:
        people = around.people_at_home(live.pupil)
        found["recipients"] = around.recipients(people, live.pupil)
        found["read_by"] = dialogue.read_by(actor, live.pupil, [*people, live.pupil.person])
    return found


def _home(actor: Actor, pupil: Pupil, shared: list[Shared]) -> dict[str, object]:
    found: dict[str, object] = {"lead": around.lead_name(pupil)}
    if shared:
        found["others"] = around.others_at_home(actor, pupil)
        found["answer_draft"] = drafts.text_for(actor, thing=DRAFT, code=shared[0].code, field="text")
    return found
