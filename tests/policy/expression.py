"""The little language of permissions.csv: names joined by & (binds tighter) and |, with parentheses."""

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"[()&|]|[^()&|]+")


def names(expression: str) -> list[str]:
    """The predicates of an expression, each once, in order."""
    return list(dict.fromkeys(token for token in _TOKEN.findall(expression) if token not in "()&|"))


def holds(expression: str, facts: Mapping[str, bool]) -> bool:
    """Whether the expression is true when each of its names is what `facts` says."""
    tokens = _TOKEN.findall(expression)

    def either() -> bool:
        value = both()
        while tokens and tokens[0] == "|":
            tokens.pop(0)
            value = both() or value
        return value

    def both() -> bool:
        value = one()
        while tokens and tokens[0] == "&":
            tokens.pop(0)
            value = one() and value
        return value

    def one() -> bool:
        token = tokens.pop(0)
        if token != "(":
            return facts[token]
        value = either()
        tokens.pop(0)
        return value

    return either()
