"""The plan's page, one for everybody: what each may see and do is decided here, and the templates only ask."""

import datetime as dt
from dataclasses import dataclass, field

from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.base.collate import key as danish_key
from spor.curriculum.models import Subject
from spor.plans import law
from spor.plans.queries import dialogue, people
from spor.plans.queries.around import Line, Shared
from spor.plans.queries.dialogue import ReadLine
from spor.plans.queries.live import LivePlan, current
from spor.plans.queries.progress import GoalLine
from spor.plans.queries.pupil import Can, Pupil, load
from spor.plans.queries.sections import Section, sections
from spor.plans.queries.whole import FocusWhole, focus_whole, lacking
from spor.plans.queries.words import FIELD, AnswerLine, draft_thing
from spor.plans.wording import listed
from spor.ui.levels import LEVELS, level_name

SHOWN = 20  # shared plans in the list


@dataclass(frozen=True)
class ReaderPart:
    """A subject as pupil and home see it: what was confirmed and shared of it, and the goals judged since."""

    subject: Subject
    sentences: list[Line]
    goals: list[GoalLine]
    spor: int


@dataclass(frozen=True)
class Trouble:
    """Why something was not done: `at` is the code of the field's thing (or "share", "" where all is well), `typed` the words sent."""

    at: str = ""
    said: str = ""
    typed: str = ""


@dataclass(frozen=True)
class PlanPage:
    """`sections` are staff's; `answers` are those this reader takes part in.

    recipients   whom the plan is shared with, for whoever may share it
    others       whom somebody at home may let read an answer
    lacking      what the law asks for and no confirmed section holds
    """

    now: dt.datetime
    pupil: Pupil
    live: LivePlan
    focus: FocusWhole
    sections: list[Section] = field(default_factory=list)
    recipients: list[people.Recipient] = field(default_factory=list)
    read_by: list[ReadLine] = field(default_factory=list)
    others: list[people.Recipient] = field(default_factory=list)
    is_read: bool = False
    answer_draft: str = ""
    key: str = field(default_factory=new_code)
    trouble: Trouble = Trouble()

    def section(self, line_code: str) -> Section | None:
        """The section that holds the line with this code, the dropped one's place where it is gone."""
        return next((each for each in self.sections for line in each.lines if line.code == line_code), None)

    @property
    def can(self) -> Can:
        return self.pupil.can

    @property
    def writes(self) -> bool:
        """Whether the reader writes in this plan. A leader with a reason only reads, and has no next pupil to go on to."""
        return any(section.can_write for section in self.sections)

    @property
    def draft_thing(self) -> str:
        return draft_thing(self.pupil.person.code)

    @property
    def frame(self) -> str:
        return "ui/young.html" if self.pupil.is_young else "ui/shell.html"

    @property
    def voice(self) -> str:
        return "pupil" if self.can.is_own else "teacher"

    @property
    def answers(self) -> list[AnswerLine]:
        return self.live.words.answers

    @property
    def shared(self) -> list[Shared]:
        return self.pupil.around.shared[:SHOWN]

    @property
    def newest(self) -> Shared | None:
        return self.shared[0] if self.shared else None

    @property
    def lead(self) -> str:
        return self.pupil.around.lead

    @property
    def has_content(self) -> bool:
        """Whether there is something of a person's to share: a confirmed section, or a focus point that is shown."""
        return bool(self.confirmed or self.focus.shown)

    @property
    def confirmed(self) -> int:
        return sum(line.is_confirmed for section in self.sections for line in section.lines)

    @property
    def waiting(self) -> int:
        return sum(len(section.waiting) for section in self.sections)

    @property
    def lacking(self) -> list[str]:
        keys = {each.subject.key for each in self.sections if each.subject and any(x.is_confirmed for x in each.lines)}
        return lacking(self.pupil.grade, keys, self.focus, self.pupil)

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
        return where if self.can.is_own else " · ".join(part for part in (str(law.LABEL), where) if part)

    @property
    def legend(self) -> list[tuple[int, str]]:
        return [(level, str(level_name(level, "pupil" if self.can.is_own else "teacher"))) for level in LEVELS[1:]]

    @property
    def in_short(self) -> list[Line]:
        return [line for line in self.pupil.around.lines if line.subject is None]

    @property
    def practised(self) -> list[GoalLine]:
        """Goals judged since, that no forløb of now works on."""
        return [line for part in self.live.parts for line in part.goals if not line.run]

    @property
    def reader_parts(self) -> list[ReaderPart]:
        """By subject, in Danish order: shared sentences beside the goals of now."""
        facts = {part.subject: part for part in self.live.parts}
        lines = [line for line in self.pupil.around.lines if line.subject]
        subjects = {line.subject for line in lines if line.subject} | set(facts)
        return [
            ReaderPart(
                subject,
                [line for line in lines if line.subject == subject],
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
        "focus": focus_whole(actor, live),
    }
    return PlanPage(**page, **(_staff(actor, live) if pupil.can.draft else _home(actor, live)))  # type: ignore[arg-type] # by name


def _staff(actor: Actor, live: LivePlan) -> dict[str, object]:
    found: dict[str, object] = {"sections": sections(actor, live)}
    if live.pupil.can.publish:
        found |= {"recipients": people.recipients(live.pupil), "read_by": dialogue.read_by(live.pupil)}
    return found


def _home(actor: Actor, live: LivePlan) -> dict[str, object]:
    pupil = live.pupil
    if not pupil.around.shared:
        return {}
    newest = pupil.around.shared[0]
    return {
        "others": people.others_at_home(actor, pupil),
        "is_read": (newest.id, actor.person_id) in pupil.around.read,
        "answer_draft": live.words.typed.get((newest.code, FIELD), ""),
    }
