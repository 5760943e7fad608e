"""The page where a pupil hands in: what is asked, what the pupil has so far, and where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spor.access import drafts, guard, names
from spor.access.actor import Actor
from spor.base.codes import new_code
from spor.base.collate import key as collation_key
from spor.curriculum.models import Goal
from spor.evidence.models import HandIn, Product, ProductVersion, SelfAssessment, Trace
from spor.evidence.queries import lines, young
from spor.evidence.queries.lines import FileLine, VersionLine
from spor.forloeb.models import BlockGoal
from spor.people.models import Enrolment, Membership, Person, live
from spor.teaching.models import Assignment

YOUNG_UNTIL = 3  # klassetrin: 0.–3. hand in without reading
State = Literal["new", "draft", "handed_in", "returned"]


@dataclass(frozen=True)
class GoalLine:
    """A goal of the assignment as the pupil meets it, and the level the pupil gave."""

    goal: Goal
    text: str
    icon: str
    signs: list[str]
    level: int | None = None
    sound: str = ""  # the code of the words in a person's voice

    @property
    def field(self) -> str:
        """The name of its field in the form."""
        return f"level-{self.goal.code}"

    @property
    def aloud(self) -> str:
        return young.spoken_goal(self.text)

    @property
    def steps_aloud(self) -> str:
        """What follows a goal that a person has spoken."""
        return young.spoken_steps()

    @property
    def steps(self) -> list[young.Step]:
        return young.steps()


@dataclass(frozen=True)
class HandInPage:
    """What a pupil sees of an assignment's hand-in.

    state       new: nothing yet · draft: something in hand · handed_in: with the teachers · returned: given back
    versions    those handed in, newest first; held: the files in hand; text, self_text: what was written so far
    trace       the code of the pupil's trace of the work shown, "" when there is none
    aside       the code of a trace with work that came too late to be handed in (another member had pressed), or ""
    young       0.–3. klasse: the page that needs no reading
    """

    assignment: Assignment
    state: State
    young: bool
    goals: list[GoalLine]
    key: str
    trace: str = ""
    product: Product | None = None
    versions: list[VersionLine] = field(default_factory=list)
    held: list[FileLine] = field(default_factory=list)
    text: str = ""
    self_text: str = ""
    said: SelfAssessment | None = None
    makers: list[Person] = field(default_factory=list)
    classmates: list[Person] = field(default_factory=list)
    aside: str = ""

    @property
    def last(self) -> VersionLine | None:
        return self.versions[0] if self.versions else None

    @property
    def is_returned(self) -> bool:
        return self.state == "returned"

    @property
    def held_pictures(self) -> list[FileLine]:
        return [each for each in self.held if each.is_picture]

    @property
    def held_others(self) -> list[FileLine]:
        return [each for each in self.held if not each.is_picture]

    @property
    def aloud(self) -> str:
        """What a child who does not read hears of the page as it stands."""
        if self.state == "handed_in":
            return young.spoken_done()
        return young.spoken_task(self.assignment.version.title, self.assignment.version.body)

    @property
    def aloud_faces(self) -> str:
        return young.spoken_faces()

    @property
    def aloud_return(self) -> str:
        row = self.last.returned if self.last else None
        return young.spoken_return(row.by.first_name, row.text) if row else ""


def assignment_for(actor: Actor, code: str) -> Assignment:
    """The assignment, if the actor is asked to hand in to it. 404 (or 403) otherwise."""
    rows = Assignment.objects.filter(removed_at=None)
    rows = rows.select_related("version", "run__subject", "run__group", "run__edition")
    return guard.get_or_404(actor, Assignment, code, "hand_in", rows=rows)


def page(actor: Actor, code: str) -> HandInPage:
    """The hand-in page of the assignment `code`. At most twelve queries."""
    return hand_in_state(actor, assignment_for(actor, code))


def hand_in_state(actor: Actor, assignment: Assignment) -> HandInPage:
    """As `page`, of an assignment that is loaded."""
    traces = guard.visible(actor, Trace, thing="product").filter(pupil=actor.person_id, product__assignment=assignment)
    mine = {trace.product_id: trace for trace in traces.select_related("product").order_by("at", "id")}
    works: dict[int, list[VersionLine]] = defaultdict(list)
    for line in lines.lines(actor, ProductVersion.objects.filter(product__in=list(mine))) if mine else []:
        works[line.version.product_id].append(line)
    if actor.on_tablet:
        _silence(works.values())
    state, chosen = _chosen(works)
    said = _said(actor, chosen)
    levels = {each.goal_id: each.level for each in said.levels.all()} if said else {}
    found = works[chosen] if chosen else []
    in_hand = found[0] if found and state in ("draft", "returned") else None
    by_group = assignment.version.by_group
    product = mine[chosen].product if chosen else None
    typed = drafts.texts_for(actor, thing="hand_in", code=assignment.code)
    return HandInPage(
        assignment=assignment,
        state=state,
        young=_is_young(actor, assignment),
        goals=goal_lines(assignment, levels),
        key=new_code(),
        trace=mine[chosen].code if chosen else "",
        product=product,
        versions=[line for line in found if line.hand_in],
        held=in_hand.files if in_hand else [],
        text=typed.get("text", in_hand.text if in_hand else ""),
        self_text=typed.get("self_text", said.text if said else ""),
        said=said,
        makers=_makers(actor, product) if by_group and product and state != "draft" else [],
        classmates=_classmates(actor, assignment) if by_group and state in ("new", "draft") else [],
        aside=next((mine[pk].code for pk in works if pk != chosen and not _handed_in(works[pk])), ""),
    )


def _silence(works: Iterable[list[VersionLine]]) -> None:
    """On a class's tablet a picture says who it is: that work came back, not what was said of it."""
    for returned in (line.returned for found in works for line in found):
        if returned:
            returned.text = ""


def _handed_in(found: list[VersionLine]) -> HandIn | None:
    line = lines.newest_handed_in(found)
    return line.hand_in if line else None


def _chosen(works: dict[int, list[VersionLine]]) -> tuple[State, int | None]:
    """The work the page is about: what is with the teachers, else what was given back, else what was begun last."""
    for pk, found in works.items():
        line = lines.newest_handed_in(found)
        if line and not line.returned:
            return "handed_in", pk
    for pk, found in works.items():
        if _handed_in(found):
            return "returned", pk
    begun = sorted(works, key=lambda pk: (works[pk][0].version.at, pk))
    return ("draft", begun[-1]) if begun else ("new", None)


def _said(actor: Actor, product_id: int | None) -> SelfAssessment | None:
    if product_id is None:
        return None
    rows = guard.visible(actor, SelfAssessment).filter(product=product_id, pupil=actor.person_id)
    return rows.prefetch_related("levels").first()


def goal_lines(assignment: Assignment, levels: dict[int, int]) -> list[GoalLine]:
    """The goals of the assignment in pupil language, with their signs. Two queries."""
    rows = BlockGoal.objects.filter(version=assignment.version_id).select_related("goal", "wording__sound")
    return [
        GoalLine(
            goal=row.goal,
            text=row.wording.text if row.wording else row.goal.text,
            icon=row.picture or "target",
            signs=[sign.text for sign in sorted(row.signs.all(), key=lambda sign: sign.level)],
            level=levels.get(row.goal_id),
            sound=row.voice.code if row.voice else "",
        )
        for row in rows.prefetch_related("signs").order_by("rank", "id")
    ]


def _is_young(actor: Actor, assignment: Assignment) -> bool:
    grades = Enrolment.objects.filter(live(actor.today), person=actor.person_id).values_list("grade", flat=True)
    grade = next((each for each in grades if each is not None), assignment.run.group.grade)
    return grade is not None and grade <= YOUNG_UNTIL


def _makers(actor: Actor, product: Product) -> list[Person]:
    makers = list(Person.objects.filter(traces__product=product))
    names.veil(actor, makers)
    return sorted_by_name(makers)


def _classmates(actor: Actor, assignment: Assignment) -> list[Person]:
    """The others of the class, by the names they are called."""
    members = Membership.objects.filter(live(actor.today), group=assignment.run.group_id, role=Membership.Role.PUPIL)
    rows = guard.visible(actor, Person, thing="class_directory").filter(pk__in=members.values("person"))
    return sorted_by_name(list(rows.exclude(pk=actor.person_id)))


def sorted_by_name(people: Sequence[Person]) -> list[Person]:
    """By the name shown, in Danish order: an alias sorts as itself, so that its place in the list tells nothing."""
    return sorted(people, key=lambda person: (collation_key(person.name), person.pk))
