"""The pupil's own page: what was said today, who sees it, and whom one would like to talk with."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spor.access import guard
from spor.access.actor import Actor
from spor.people.models import Enrolment, Person, live
from spor.ui.moments import calendar_day
from spor.wellbeing import scales
from spor.wellbeing.models import KEPT_DAYS, CheckIn, Said, Scale, TalkWish
from spor.wellbeing.queries.adults import Adult, adults_of


@dataclass(frozen=True)
class Asked:
    """The question as it stands on a page. `readers` see the answer, or would; `is_answered`: today's is given, without saying what."""

    pupil_code: str
    scale: str
    is_answered: bool
    readers: list[Adult]

    @property
    def answers(self) -> list[scales.Answer]:
        return scales.answers(self.scale)

    @property
    def question(self) -> str:
        return scales.question(self.scale)

    @property
    def who_sees(self) -> str:
        return scales.who_sees([each.name for each in self.readers])

    @property
    def aloud(self) -> str:
        """All that stands there: the question, the answers and who sees."""
        return f"{scales.spoken_question(self.scale)} {self.who_sees}"


@dataclass(frozen=True)
class OwnPage:
    """`adults` with whether each sees; `wishes` with the adult asked for, open ones only. `said` is today's answer, for a fold."""

    pupil: Person
    asked: Asked
    said: scales.Answer | None
    expires: str
    can_choose: bool
    adults: list[tuple[Adult, bool]] = field(default_factory=list)
    wishes: list[tuple[TalkWish, Adult | None]] = field(default_factory=list)
    to_ask: list[Adult] = field(default_factory=list)

    @property
    def aloud_adults(self) -> str:
        """Whom one may let see it, for a child who does not read."""
        who = " ".join(each.aloud for each, _sees in self.adults)
        return f"{_('Hvem må se det? Tryk på en voksen. Tryk igen, hvis du fortryder.')} {who}"

    @property
    def aloud_to_ask(self) -> str:
        """Whom one may talk with, likewise."""
        who = " ".join(each.aloud for each in self.to_ask)
        return f"{_('Hvem vil du gerne tale med? Tryk på en voksen.')} {who}"

    @property
    def young(self) -> bool:
        return self.asked.scale == Scale.YOUNG


def asked(actor: Actor) -> Asked | None:
    """The question for the actor's front page; None for whoever is no pupil today. Two queries; seven where readers are chosen."""
    home = enrolment(actor)
    if home is None:
        return None
    newest = newest_of(actor)
    chosen = readers_of(newest)
    return _asked(actor, home, adults_of(actor) if chosen else [], newest, chosen)


def own_page(actor: Actor, code: str) -> OwnPage:
    """`/elever/<code>/trivsel/`, for the pupil alone."""
    pupil = guard.get_or_404(actor, Person, code, "write", thing="wellbeing_answers")
    home, newest, adults = enrolment(actor), newest_of(actor), adults_of(actor)
    if home is None:  # the guard asks for the same
        raise LookupError(code)
    question = _asked(actor, home, adults, newest, readers_of(newest))
    said = newest if question.is_answered else None
    seeing = {each.id for each in question.readers}
    wishes, by_id = open_wishes(actor), {each.id: each for each in adults}
    waiting = {each.adult_id for each in wishes}
    return OwnPage(
        pupil=pupil,
        asked=question,
        said=scales.answer(said.scale, said.answer) if said else None,
        expires=calendar_day(actor.today.fromordinal(actor.today.toordinal() + KEPT_DAYS), actor.today),
        can_choose=said is not None and said.answer != Said.UNTOLD,
        adults=[(each, each.id in seeing) for each in adults],
        wishes=[(each, by_id.get(each.adult_id)) for each in wishes],
        to_ask=[each for each in adults if not each.is_home and each.id not in waiting],
    )


def enrolment(actor: Actor) -> Enrolment | None:
    """The actor's class today; the school they came to last where there are two."""
    rows = Enrolment.objects.filter(live(actor.today), person=actor.person_id).select_related("group")
    return rows.order_by("-from_on").first()


def newest_of(actor: Actor) -> CheckIn | None:
    """What the actor said last, while it stands."""
    return guard.visible(actor, CheckIn).filter(pupil=actor.person_id).order_by("-on").first()


def readers_of(said: CheckIn | None) -> set[int]:
    """Ids of those who see it: whom the pupil chose last, and who see what is said next."""
    return set(said.readers.values_list("person_id", flat=True)) if said else set()


def open_wishes(actor: Actor) -> list[TalkWish]:
    """The talks the actor has asked for and not had, newest first."""
    rows = guard.visible(actor, TalkWish).filter(pupil=actor.person_id, held=None).select_related("adult")
    return list(rows.order_by("-at", "-id"))


def adult_by_code(adults: list[Adult], code: str) -> Adult | None:
    """One of them."""
    return next((each for each in adults if each.code == code), None)


def thanks() -> str:
    """What is said when something was said. It says nothing of what."""
    return _("Tak for dit svar.")


def _asked(actor: Actor, home: Enrolment, adults: list[Adult], newest: CheckIn | None, chosen: set[int]) -> Asked:
    grade = home.grade if home.grade is not None else home.group.grade
    person = actor.memo.get("person") or Person.objects.get(pk=actor.person_id)
    return Asked(
        pupil_code=person.code,
        scale=scales.scale_for(grade),
        is_answered=newest is not None and newest.on == actor.today,
        readers=[each for each in adults if each.id in chosen],
    )
