"""Above all: every model that can be traced to a person says in its room's privacy.py whose it is, why, how long and how it ends."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Model

from spor.base.privacy import IN_USE, LEFT, PARENT, PERSON, Declaration, Term
from spor.privacy import declared
from tests.house.tree import holds

# Columns that hold a person's id without a foreign key (decision 0010).
LOOSE = {"pupil_id", "actor_id", "owner_id", "person_id"}


def own_models() -> list[type[Model]]:
    """Every model of ours, automatic many-to-many tables included."""
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("spor.")]


def traceable(models: list[type[Model]]) -> set[type[Model]]:
    """The models that name a person, and those from which foreign keys lead, in any number of steps, to one that names a pupil."""
    person, account = apps.get_model("people.Person"), apps.get_model("people.Account")
    loose = {model for model in models if LOOSE & {field.name for field in model._meta.fields}}
    direct = loose | {model for model in models if {person, account} & _points_at(model)} | ({person} & set(models))
    reached = {model for model in direct if model in loose or _names_pupil(model)}
    while True:
        more = {model for model in models if model not in reached and _points_at(model) & reached}
        if not more:
            return reached | direct
        reached |= more


def _names_pupil(model: type[Model]) -> bool:
    ground = {"Membership", "Enrolment", "Guardianship"}  # in people the column is called person
    return model.__name__ in ground or any(field.name == "pupil" for field in model._meta.fields)


def _points_at(model: type[Model]) -> set[object]:
    return {field.related_model for field in model._meta.fields if field.is_relation}


def undeclared(models: set[type[Model]], declared: set[str]) -> list[str]:
    """Traceable models that no declaration names."""
    return sorted(label for model in models if (label := model._meta.label) not in declared)


def declarations() -> dict[str, list[object]]:
    """Each room's DECLARATIONS, by room."""
    found = {}
    for config in apps.get_app_configs():
        # base holds the form of a declaration, and nothing about persons.
        if config.name.startswith("spor.") and config.label != "base" and find_spec(f"{config.name}.privacy"):
            found[config.label] = list(import_module(f"{config.name}.privacy").DECLARATIONS)
    return found


def broken_paths(declared: dict[str, list[object]]) -> list[str]:
    """Declarations of another room's models, of models that are not, and with a subject path that leads to no person."""
    found = []
    for room, each in ((room, each) for room, rows in declared.items() for each in rows):
        if not each.model.startswith(f"{room}."):
            found.append(f"{room} declares {each.model}")
            continue
        try:
            model = apps.get_model(each.model)
        except LookupError:
            found.append(f"{each.model} is no model")
            continue
        if " " not in each.subject and not _leads_to_person(model, each.subject):
            found.append(f"{each.model}: {each.subject} leads to no person")
    return found


def _leads_to_person(model: type[Model], path: str) -> bool:
    person = apps.get_model("people.Person")
    for step in path.split("__"):
        if step in LOOSE or (model is person and step in ("id", "self")):
            return True
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            return False
        model = field.related_model or model
    return model is person


def test_every_model_traceable_to_a_person_is_declared() -> None:
    named = {each.model for rows in declarations().values() for each in rows}
    holds(undeclared(traceable(own_models()), named))


def test_declarations_lead_to_the_person() -> None:
    holds(broken_paths(declarations()))


def endless(rows: list[Declaration]) -> list[str]:
    """Declarations that say in words how long, and not so that `retain` can count it; and terms that lead to no date."""
    found = []
    for each in rows:
        if each.term is None:
            if each.erasure not in ("cascade", "blank"):
                found.append(f"{each.model}: say with a Term how long it is kept (spor/base/privacy.py)")
        elif each.term.since not in (LEFT, PERSON, PARENT, IN_USE) and not _leads_to_date(each):
            found.append(f"{each.model}: {each.term.since} leads to no date")
    return found


def _leads_to_date(each: Declaration) -> bool:
    try:
        *_, field = declared.steps(apps.get_model(each.model), each.term.since if each.term else "")
    except (FieldDoesNotExist, LookupError):
        return False
    return isinstance(field, DateField)


def test_every_declaration_says_how_long_so_that_it_can_be_counted() -> None:
    holds(endless(list(declared.declarations())))


def test_planted_faults_are_found() -> None:
    from spor.people.models import Enrolment, Membership, School

    assert undeclared({Membership, Enrolment}, {"people.Enrolment"}) == ["people.Membership"]
    assert School not in traceable([School, Membership]) and Membership in traceable([School, Membership])
    law = "folkeskoleloven"
    for_ever = [
        Declaration("people.Membership", "person", law, "", "", "delete"),
        Declaration("people.Membership", "person", law, "", "", "delete", Term("person__seen", days=1)),
        Declaration("people.Membership", "person", law, "", "", "delete", Term("group__to_on", days=1)),
    ]
    assert endless(for_ever) == [
        "people.Membership: say with a Term how long it is kept (spor/base/privacy.py)",
        "people.Membership: person__seen leads to no date",
    ]
    rows = [
        Declaration("people.Membership", "group", law, "", "", "delete"),
        Declaration("people.Nothing", "person", law, "", "", "delete"),
        Declaration("access.Cover", "person", law, "", "", "delete"),
        Declaration("people.Membership", "person", law, "", "", "delete"),
    ]
    assert broken_paths({"people": rows}) == [
        "people.Membership: group leads to no person",
        "people.Nothing is no model",
        "people declares access.Cover",
    ]
