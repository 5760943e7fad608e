"""What to ask the child about: a question from the forløb's own texts, or else one made of a goal that the class works on.

Nobody writes it and nothing guesses: a question mark that the teacher put in a text, or «Jeg kan …» turned into «Kan du …?».
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.forloeb.models import Block, BlockGoal, EditionBlock
from spor.people.models import Person
from spor.teaching.models import Run

SHORTEST, LONGEST = 20, 140
READ_BY_CHILDREN = (Block.Kind.FRONT, Block.Kind.TEXT, Block.Kind.ACTIVITY, Block.Kind.ASSIGNMENT)
WITH_GOALS = (Block.Kind.GOALS, Block.Kind.ASSIGNMENT)
_QUESTION = re.compile(r"[^.!?\n…:]+\?")
_AND = re.compile(r"^(Men|Og|Så|For) (?P<first>\w)")
_I_CAN = re.compile(r"jeg kan ", re.IGNORECASE)
_YOURS = {"jeg": "du", "mig": "dig", "min": "din", "mit": "dit", "mine": "dine"}
_MINE = re.compile(r"\b(jeg|mig|min|mit|mine)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """A question for one child; `about` says where it comes from: «Dansk · Gys og gru»."""

    child: Person
    question: str
    about: str


def asks(actor: Actor, children: Iterable[Person], runs: Mapping[int, list[Run]]) -> list[Ask]:
    """One question a child whose class works on something, another each day. Four queries. `runs`: pupil id → what is on now."""
    editions = {run.edition_id for each in runs.values() for run in each}
    if not editions:
        return []
    seen = list(guard.visible(actor, Run).filter(edition__in=editions).values_list("edition", flat=True))
    asked, goals = _questions(seen), _goals(seen)
    found = []
    for child in children:
        own = runs.get(child.pk, [])
        choices = [(run, words) for run in own for words in asked.get(run.edition_id, [])]
        choices = choices or [(run, words) for run in own for words in goals.get(run.edition_id, [])]
        if choices:
            run, words = choices[_turn(actor.today, child) % len(choices)]
            found.append(Ask(child, words, _about(run)))
    return found


def questions_in(text: str) -> list[str]:
    """The questions of a text that make sense on their own: neither a word or two nor half a page."""
    found = [match.group().strip(" -–»«\"'\t") for match in _QUESTION.finditer(text)]
    whole = [words for words in found if words[:1].isupper()]
    asked = [_AND.sub(lambda opening: opening["first"].upper(), words) for words in whole]
    return [words for words in asked if SHORTEST <= len(words) <= LONGEST]


def turned(wording: str) -> str:
    """«Jeg kan finde svar i en tekst» → «Kan du finde svar i en tekst?»; "" for words of another form."""
    words = wording.strip().rstrip(".")
    if not _I_CAN.match(words) or len(words) > LONGEST:
        return ""
    rest = _MINE.sub(lambda found: _YOURS[found.group().lower()], words[len("jeg kan ") :])
    return f"Kan du {rest}?"


def _questions(editions: list[int]) -> dict[int, list[str]]:
    rows = EditionBlock.objects.filter(Q(version__body__contains="?") | Q(version__title__contains="?"))
    rows = rows.filter(edition__in=editions, version__block__kind__in=READ_BY_CHILDREN).order_by("edition", "rank")
    found: dict[int, list[str]] = defaultdict(list)
    for edition, title, body in rows.values_list("edition", "version__title", "version__body"):
        found[edition] += questions_in(title) + questions_in(body)
    return found


def _goals(editions: list[int]) -> dict[int, list[str]]:
    blocks = EditionBlock.objects.filter(edition__in=editions, version__block__kind__in=WITH_GOALS)
    places = list(blocks.order_by("edition", "rank").values_list("edition", "version"))
    rows = BlockGoal.objects.filter(version__in=[version for _edition, version in places]).order_by("rank", "id")
    said: dict[int, list[str]] = defaultdict(list)
    for version, own, wording in rows.values_list("version", "said", "wording__text"):
        said[version].append(turned(own or wording or ""))
    found: dict[int, list[str]] = defaultdict(list)
    for edition, version in places:
        found[edition] += [question for question in said[version] if question and question not in found[edition]]
    return found


def _turn(today: dt.date, child: Person) -> int:
    return today.toordinal() + sum(child.code.encode())


def _about(run: Run) -> str:
    title = run.edition.title
    return _("%(subject)s: %(title)s") % {"subject": run.subject.name, "title": title} if run.subject else title
