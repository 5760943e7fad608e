"""What is written in one block: one form, whose fields follow from the block's kind and its goals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spor.base.codes import LENGTH
from spor.curriculum.models import Goal
from spor.curriculum.queries import goals_by_code
from spor.forloeb.forms.fields import TITLE_MAX, LineField, ProseField, SentenceField
from spor.forloeb.models import Block, BlockVersion
from spor.forloeb.pupil_words import SAID_MAX
from spor.forloeb.queries import ShownBlock, ShownGoal
from spor.forloeb.texts import LEVELS, BlockText, GoalText, text_of
from spor.ui.levels import level_name

Kind = Block.Kind
URL_MAX = 500
# What the title field of each kind asks for.
TITLES = {
    Kind.FRONT: gettext_lazy("Forløbets titel"),
    Kind.TEXT: gettext_lazy("Overskrift"),
    Kind.GOALS: gettext_lazy("Overskrift over målene"),
    Kind.ACTIVITY: gettext_lazy("Hvad hedder aktiviteten?"),
    Kind.RESOURCE: gettext_lazy("Hvad hedder materialet?"),
    Kind.ASSIGNMENT: gettext_lazy("Hvad hedder opgaven?"),
}
BODIES = {
    Kind.FRONT: gettext_lazy("Hvad handler det om?"),
    Kind.TEXT: gettext_lazy("Tekst"),
    Kind.GOALS: gettext_lazy("Hvorfor netop de mål?"),
    Kind.ACTIVITY: gettext_lazy("Hvad skal I gøre?"),
    Kind.RESOURCE: gettext_lazy("Hvad skal det bruges til?"),
    Kind.ASSIGNMENT: gettext_lazy("Hvad skal eleverne lave?"),
}


@dataclass(frozen=True)
class GoalFields:
    """The fields of one goal: its words, and a sign for each level."""

    code: str
    text: str
    area: str
    grade: str
    said: BoundField
    signs: list[tuple[int, BoundField]]
    icon: str = ""
    has_sound: bool = False

    @property
    def has_signs(self) -> bool:
        return any(field.value() for _level, field in self.signs)


class BlockForm(forms.Form):
    """`goals` are those the block has; a posted form brings its own list of goal codes, in order."""

    title = LineField(TITLE_MAX)
    body = ProseField()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        block_code: str,
        kind: str,
        weeks: Sequence[int] = (),
        goals: Iterable[Goal | ShownGoal] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id=f"{block_code}_%s")
        self.kind, self.block_code = Kind(kind), block_code
        self.fields["title"].label, self.fields["body"].label = TITLES[self.kind], BODIES[self.kind]
        if self.kind == Kind.RESOURCE:
            self.fields["url"] = LineField(URL_MAX, label=_("Link"))
        if self.kind == Kind.ASSIGNMENT:
            self._ask_of_assignment(weeks)
        posted = goals_by_code(_codes(data)) if data is not None and data.getlist("goal") else ()
        self.goals = list(goals if data is None else posted)
        for goal in self.goals:
            self.fields[f"said_{goal.code}"] = SentenceField(SAID_MAX, label=_("Sådan siger vi det til eleverne"))
            for level in LEVELS:
                self.fields[f"sign_{goal.code}_{level}"] = SentenceField(SAID_MAX, label=level_name(level))

    def _ask_of_assignment(self, weeks: Sequence[int]) -> None:
        numbers = weeks or range(1, 54)
        choices = [("", _("Ingen bestemt uge")), *((str(week), _("Uge %(week)s") % {"week": week}) for week in numbers)]
        chosen = str((self.data.get("due_week") if self.is_bound else self.initial.get("due_week")) or "")
        if chosen.isdecimal() and 1 <= int(chosen) <= 53 and chosen not in dict(choices):
            choices.append((chosen, _("Uge %(week)s") % {"week": chosen}))
        self.fields["due_week"] = forms.TypedChoiceField(
            label=_("Afleveres i"),
            required=False,
            choices=choices,
            coerce=int,
            empty_value=None,
            error_messages={"invalid_choice": _("Vælg en af ugerne på listen.")},
        )
        self.fields["by_group"] = forms.BooleanField(label=_("Eleverne må aflevere sammen"), required=False)
        self.fields["wants_levels"] = forms.BooleanField(label=_("Vurdér med niveauer for hvert mål"), required=False)

    @classmethod
    def of(cls, block: ShownBlock, weeks: Sequence[int] = ()) -> "BlockForm":
        """The form of a block as it stands."""
        initial: dict[str, Any] = {"title": block.title, "body": block.body, "url": block.address}
        initial |= {"due_week": block.due_week, "by_group": block.by_group, "wants_levels": block.wants_levels}
        for goal in block.goals:
            initial[f"said_{goal.code}"] = goal.words
            initial |= {f"sign_{goal.code}_{sign.level}": sign.text for sign in goal.signs}
        return cls(block_code=block.code, kind=block.kind, weeks=weeks, goals=block.goals, initial=initial)

    def text(self, head: BlockVersion | None) -> BlockText:
        """What was written. The file, and the goals' icons and sounds, are other forms': they stay as `head` has them."""
        said = self.cleaned_data
        text = BlockText(
            title=said["title"],
            body=said["body"],
            url=said.get("url", ""),
            file_id=head.file_id if head else None,
            due_week=said.get("due_week"),
            by_group=said.get("by_group", False),
            wants_levels=said.get("wants_levels", True),
            goals=tuple(
                GoalText(goal.pk, said[f"said_{goal.code}"], tuple(said[f"sign_{goal.code}_{n}"] for n in LEVELS))
                for goal in self.goals
                if isinstance(goal, Goal)
            ),
        )
        return text.dressed_as(text_of(head)) if head and text.goals else text

    def goal_fields(self) -> list[GoalFields]:
        """The goals with their fields, for the template."""
        return [
            GoalFields(
                goal.code,
                _of(goal).text,
                _above(_of(goal)),
                goal.grade if isinstance(goal, ShownGoal) else "",
                self[f"said_{goal.code}"],
                [(level, self[f"sign_{goal.code}_{level}"]) for level in LEVELS],
                *((goal.icon, goal.sound is not None) if isinstance(goal, ShownGoal) else ()),
            )
            for goal in self.goals
        ]


def _codes(data: QueryDict) -> list[str]:
    """The posted goal codes, the first hundred at most; what is no code is left out."""
    return [code for code in data.getlist("goal")[:100] if len(code) == LENGTH]


def _of(goal: Goal | ShownGoal) -> Goal:
    return goal.goal if isinstance(goal, ShownGoal) else goal


def _above(goal: Goal) -> str:
    return goal.parent.text if goal.parent else ""
