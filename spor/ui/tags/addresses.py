"""{% url %}, as Django's own, but an address made of a name and codes only is put together from its shape, looked up once a process.

A timeline or a class list has a hundred such addresses, and looking each up takes as long as drawing the line it stands in.
"""

import re
from functools import cache
from typing import Any

from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch, get_urlconf, reverse

from spor.base.codes import ALPHABET, LENGTH, CodeConverter

register = Library()
_CODE = re.compile(CodeConverter.regex)
_STAND_INS = ALPHABET[:10]  # one letter a place, twelve times


@cache
def _shape(name: str, places: int, urlconf: str | None) -> list[str] | None:
    """The pieces between the codes of an address; None where it has none, or where the codes stand in another order."""
    stand_ins = [letter * LENGTH for letter in _STAND_INS[:places]]
    try:
        rest = reverse(name, args=stand_ins, urlconf=urlconf)
    except NoReverseMatch:
        return None
    pieces = []
    for each in stand_ins:
        piece, found, rest = rest.partition(each)
        if not found:
            return None
        pieces.append(piece)
    return [*pieces, rest]


def address(name: str, *codes: str) -> str:
    """The address of a URL name with these codes, as Django's `reverse` makes it."""
    shape = _shape(name, len(codes), get_urlconf()) if all(_CODE.fullmatch(code) for code in codes) else None
    if shape is None:
        return reverse(name, args=codes)
    return shape[0] + "".join([code + piece for code, piece in zip(codes, shape[1:], strict=True)])


class AddressNode(URLNode):
    """Django's node with a short way for codes."""

    def render(self, context: Context) -> str:
        codes = [arg.resolve(context) for arg in self.args]
        if self.kwargs or not all(isinstance(each, str) and _CODE.fullmatch(each) for each in codes):
            return str(super().render(context))
        name = self.view_name.resolve(context)
        if _shape(name, len(codes), get_urlconf()) is None:
            return str(super().render(context))
        found = address(name, *codes)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return found


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """As Django's tag of the same name."""
    node: Any = django_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
