"""What the second lock says of each table above the ground: whose its rows are (decision 0045).

A row is a pupil's by its own column, by the row it belongs to, or, for what is made once for several, by the traces that lead to it.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

# The ground: what the relations themselves are read from, and the audit, which is only added to.
GROUND = {"people", "access"}
# Made once and traced to each pupil: the column of evidence_trace, which is also the model's name.
SHARED = ("product", "remark", "result")

MINE = "(SELECT string_to_array(nullif(current_setting('{}', true), ''), ',')::bigint[])::bigint[]"
PUPILS = f"pupil_id = ANY({MINE.format('spor.pupils')})"
_MADE_TOGETHER = (
    f"pupil_id = ANY({MINE.format('spor.peers')}) AND product_id IS NOT NULL AND spor_made_together(product_id)"
)


@dataclass(frozen=True)
class Locked:
    """A table and the lock on it.

    rule       the policy's condition on a row
    pupil_of   SQL for a pupil of the row that the condition in the place of {} is true of
    """

    model: type[Model]
    rule: str
    pupil_of: str

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def has_code(self) -> bool:
        return any(each.name == "code" for each in self.model._meta.concrete_fields)


def guarded() -> list[type[Model]]:
    """The models whose rows are each about one pupil, above the ground."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in GROUND
        and any(each.attname == "pupil_id" for each in model._meta.concrete_fields)
    ]


def locked() -> list[Locked]:
    """Every table that is locked: the pupils' own, what is shared, and all that hangs on these. Parents first."""
    found = {model: _own(model) for model in guarded()}
    found |= {model: _shared(model, name) for name in SHARED for model in [apps.get_model("evidence", name)]}
    hanging = True
    while hanging:
        hanging = False
        for model in apps.get_models():
            if model in found or model._meta.app_label in GROUND:
                continue
            parent = next((each for each in _parents(model) if each[1] in found), None)
            if parent is not None:
                found[model] = _hanging(model, parent[0], found[parent[1]])
                hanging = True
    return list(found.values())


def functions() -> str:
    """What the policies ask as the owner: who made something together, whether something is traced to one's own, whose a code is."""
    mine = PUPILS.replace("pupil_id", "t.pupil_id", 1)
    lines = [_function("spor_made_together(product bigint)", "boolean", _traced("product", "product", mine))]
    for name in SHARED:
        nobodys = f"NOT {_traced(name, 'shared', 'true')}"
        lines.append(
            _function(f"spor_shows_{name}(shared bigint)", "boolean", f"{nobodys} OR {_traced(name, 'shared', mine)}")
        )
    coded = [each for each in locked() if each.has_code]
    cases = " ".join(f"WHEN '{each.table}' THEN ({each.pupil_of.format('code = named')})" for each in coded)
    lines.append(_function("spor_whose(place text, named text)", "bigint", f"CASE place {cases} END"))
    names = ", ".join(SIGNATURES)
    return ";\n".join([*lines, f"REVOKE ALL ON FUNCTION {names} FROM PUBLIC;"])


SIGNATURES = (
    "spor_made_together(bigint)",
    *(f"spor_shows_{name}(bigint)" for name in SHARED),
    "spor_whose(text, text)",
)


def _function(head: str, kind: str, answer: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {head} RETURNS {kind} LANGUAGE sql STABLE SECURITY DEFINER "
        f"SET search_path = public AS $$ SELECT {answer} $$"
    )


def _traced(column: str, given: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM evidence_trace t WHERE t.{column}_id = {given} AND {condition})"  # noqa: S608 # built from constants


def _own(model: type[Model]) -> Locked:
    table = model._meta.db_table
    rule = f"{PUPILS} OR ({_MADE_TOGETHER})" if table == "evidence_trace" else PUPILS
    return Locked(model, rule, f"SELECT pupil_id FROM {table} WHERE {{}}")  # noqa: S608 # built from constants


def _shared(model: type[Model], name: str) -> Locked:
    """A row that nobody's trace leads to is nobody's: it is being made, or taken away, in this transaction."""
    row = f"(SELECT id FROM {model._meta.db_table} WHERE {{}})"  # noqa: S608 # built from constants
    first = f"SELECT t.pupil_id FROM evidence_trace t WHERE t.{name}_id = {row} ORDER BY t.id LIMIT 1"  # noqa: S608 # built from constants
    return Locked(model, f"spor_shows_{name}(id)", first)


def _hanging(model: type[Model], column: str, above: Locked) -> Locked:
    """A row that belongs to another is there when that is."""
    table = model._meta.db_table
    rule = f"EXISTS (SELECT 1 FROM {above.table} up WHERE up.id = {table}.{column})"  # noqa: S608 # built from constants
    row = f"id = (SELECT {column} FROM {table} WHERE {{}})"  # noqa: S608 # built from constants
    return Locked(model, rule, above.pupil_of.format(row))


def _parents(model: type[Model]) -> list[tuple[str, type[Model]]]:
    """Column and model of each row that a row of `model` always belongs to."""
    return [
        (each.column or "", each.related_model)
        for each in model._meta.concrete_fields
        if each.is_relation and not each.null and isinstance(each.related_model, type)
    ]
