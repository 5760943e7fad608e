"""Plans are written, confirmed, shared, read and answered. What stands in them is in `demo/trail/planer.toml`."""

import datetime as dt
from functools import partial
from itertools import count

from demo import stage
from demo.texts import Plan, Said
from spor.people.models import Person
from spor.plans.actions.reply import acknowledge, answer, reply
from spor.plans.actions.sentences import confirm, write_own
from spor.plans.actions.share import share
from spor.plans.models import PlanSnapshot
from spor.plans.queries import pupil as pupils
from spor.plans.queries.live import current
from spor.plans.queries.people import recipients
from spor.plans.queries.sections import sections

WHOLE = "faelles"  # the section that is about no subject


def add_to(script: stage.Script, plans: list[Plan]) -> None:
    """Each plan is written section by section; those that are shared are read and answered afterwards."""
    keys = count(1)
    for plan in plans:
        at = stage.moment(plan.at)
        for place, (key, text) in enumerate(plan.sections.items()):
            script.add(at + dt.timedelta(minutes=place), partial(_write, plan, key, text, f"demo-plan-{next(keys)}"))
        if plan.shared:
            script.add(at + dt.timedelta(minutes=20), partial(_share, script, plan, f"demo-plan-{next(keys)}"))


def _pupil(plan: Plan) -> Person:
    return stage.pupils(plan.group)[plan.pupil]


def _write(plan: Plan, key: str, text: str, deed_key: str) -> None:
    """Own words for the section; where there are none, what Spor proposes is confirmed as it stands."""
    teacher = stage.actor(plan.by, stage.moment(plan.at))
    pupil = _pupil(plan)
    if text:
        subject = None if key == WHOLE else stage.subject(key)
        write_own(actor=teacher, pupil=pupil, subject=subject, text=text.strip(), key=deed_key)
        return
    written = sections(teacher, current(teacher, pupils.reload(teacher, pupil)))
    line = next(part for part in written if (part.subject.key if part.subject else WHOLE) == key).lines[0]
    confirm(actor=teacher, pupil=pupil, code=line.code, n=0, text=line.text)


def _share(script: stage.Script, plan: Plan, deed_key: str) -> None:
    """With everybody at home who may read it, each of whom reads and answers alone."""
    teacher = stage.actor(plan.by, stage.moment(plan.at) + dt.timedelta(minutes=20))
    found = pupils.reload(teacher, _pupil(plan))
    to = [each.code for each in recipients(found)]
    snapshot = share(actor=teacher, pupil=found.person, to=to, key=deed_key)
    for place, said in enumerate(plan.said):
        script.add(stage.moment(said.at), partial(_said, snapshot, plan.by, said, f"{deed_key}-{place}"))


def _said(snapshot: PlanSnapshot, teacher: str, said: Said, deed_key: str) -> None:
    reader = stage.actor(said.by, stage.moment(said.at))
    if not said.text:
        acknowledge(actor=reader, snapshot=snapshot)
        return
    found = answer(actor=reader, snapshot=snapshot, text=said.text, to=[], key=deed_key)
    if said.reply:
        later = stage.moment(said.at) + dt.timedelta(minutes=50)
        reply(actor=stage.actor(teacher, later), answer=found, text=said.reply, key=f"{deed_key}-r")
