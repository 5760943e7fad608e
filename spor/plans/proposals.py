"""What Spor proposes to say of a child: facts in, Danish out. No model of language stands behind it; each sentence follows from its facts.

Only what is seen, then a next step, which is always a suggestion. Nothing is ever taken from remarks, self-assessments or anything about
character, behaviour or wellbeing: the facts hold goals, levels and counts, and no words that somebody wrote about the child.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spor.plans.wording import clause, listed
from spor.ui.levels import level_name

_NAMED = 3  # a sentence names at most so many goals; more are counted


@dataclass(frozen=True)
class Moved:
    """A goal judged since last time. `before` None: not judged before."""

    text: str
    before: int | None
    now: int


@dataclass(frozen=True)
class Facts:
    """What is seen in one subject since `since` («12. maj»).

    working   wordings of the goals worked on now; `runs` the titles of the forløb
    moved     goals whose level is another than last time, or new; `judged` how many were judged at all
    ahead     (wording, level) of the goal that comes next, None when all are reached
    """

    name: str
    subject: str
    since: str
    spor: int = 0
    working: Sequence[str] = ()
    runs: Sequence[str] = ()
    moved: Sequence[Moved] = ()
    judged: int = 0
    ahead: tuple[str, int | None] | None = None


@dataclass(frozen=True)
class Whole:
    """What is seen across subjects: how many spor in which, the forløb of now, and goals gone forward by subject."""

    name: str
    since: str
    spor: int = 0
    subjects: Sequence[str] = ()
    runs: Sequence[str] = ()
    forward: Sequence[tuple[str, int]] = field(default_factory=list)


def of_subject(facts: Facts) -> str:
    """The draft of a subject's section; "" when nothing was seen since last time."""
    if not (facts.spor or facts.working or facts.runs or facts.judged):
        return ""
    return " ".join(part for part in (_opening(facts), *_movements(facts), _next_step(facts)) if part)


def of_whole(whole: Whole) -> str:
    """The draft of the common section. Never blank: where nothing came, it says so."""
    about = {"name": whole.name, "since": whole.since, "count": whole.spor, "subjects": listed(whole.subjects)}
    if not whole.spor:
        parts = [_("Der er ikke kommet spor siden %(since)s.") % about]
    elif whole.subjects:
        parts = [
            ngettext(
                "Siden %(since)s er der kommet ét spor, i %(subjects)s.",
                "Siden %(since)s er der kommet %(count)s spor i %(subjects)s.",
                whole.spor,
            )
            % about
        ]
    else:
        parts = [_("Siden %(since)s er der kommet %(count)s spor.") % about]
    if whole.runs:
        named = {"name": whole.name, "runs": _quoted(whole.runs)}
        parts.append(_("Lige nu arbejder %(name)s i %(runs)s.") % named)
    if whole.forward:
        count = sum(number for _subject, number in whole.forward)
        where = listed([_("%(count)s i %(subject)s") % {"count": n, "subject": name} for name, n in whole.forward])
        where = where if count > 1 else _("i %(subject)s") % {"subject": whole.forward[0][0]}
        said = ngettext("Et mål er rykket frem %(where)s.", "%(count)s mål er rykket frem: %(where)s.", count)
        parts.append(said % {"count": count, "where": where})
    if whole.spor:
        parts.append(_("Et muligt næste skridt står under hvert fag."))
    return " ".join(parts)


def _quoted(titles: Sequence[str]) -> str:
    return listed([_("«%(title)s»") % {"title": title} for title in titles[:_NAMED]])


def _goals(texts: Sequence[str]) -> str:
    named = [clause(text) for text in texts[:_NAMED]]
    more = len(texts) - len(named)
    return listed([*named, ngettext("%(more)s mål til", "%(more)s mål til", more) % {"more": more}] if more else named)


def _opening(facts: Facts) -> str:
    about = {"name": facts.name, "runs": _quoted(facts.runs), "goals": _goals(facts.working)}
    if facts.working and facts.runs:
        return _("I %(runs)s arbejder %(name)s med %(goals)s.") % about
    if facts.working:
        return _("%(name)s arbejder med %(goals)s.") % about
    if facts.runs:
        return _("%(name)s arbejder i %(runs)s.") % about
    seen = ngettext(
        "%(name)s har vist ét spor i %(subject)s siden %(since)s.",
        "%(name)s har vist %(count)s spor i %(subject)s siden %(since)s.",
        facts.spor,
    )
    about |= {"count": str(facts.spor), "subject": facts.subject, "since": facts.since}
    return seen % about if facts.spor else ""


def _movements(facts: Facts) -> list[str]:
    """One sentence for the goals that went the same way, those that went forward first."""
    groups: dict[tuple[int | None, int], list[str]] = defaultdict(list)
    for each in facts.moved:
        groups[each.before, each.now].append(each.text)
    order = sorted(
        groups, key=lambda way: (way[1] == 0, way[0] is None, way[0] is not None and way[1] < way[0], -way[1])
    )
    said = [_movement(facts, way, groups[way]) for way in order]
    if not said and facts.judged:
        said = [_("Ingen mål har ændret sig siden %(since)s.") % {"since": facts.since}]
    return said


def _movement(facts: Facts, way: tuple[int | None, int], texts: list[str]) -> str:
    before, now = way
    about = {"count": len(texts), "goals": _goals(texts), "now": level_name(now), "since": facts.since}
    if now == 0:
        return _("Ikke set endnu: %(goals)s.") % about
    if before is None:
        return _("Nyt siden %(since)s: %(goals)s («%(now)s»).") % about
    about["before"] = level_name(before)
    if now < before:
        return _("Ved %(goals)s peger de seneste spor på «%(now)s», hvor det før var «%(before)s».") % about
    said = ngettext(
        "Et mål er gået fra «%(before)s» til «%(now)s»: %(goals)s.",
        "%(count)s mål er gået fra «%(before)s» til «%(now)s»: %(goals)s.",
        len(texts),
    )
    return said % about


def _next_step(facts: Facts) -> str:
    if facts.ahead is None:
        return _("Et næste skridt kan være at bruge det i nye opgaver.") if facts.judged else ""
    text, level = facts.ahead
    said = {
        None: _("Et næste skridt kan være at vise et første spor på %(goal)s."),
        0: _("Et næste skridt kan være at komme i gang med %(goal)s."),
        1: _("Et næste skridt kan være at øve videre på %(goal)s."),
        2: _("Et næste skridt kan være at vise det igen i en ny opgave: %(goal)s."),
    }
    return said[level] % {"goal": clause(text)}
