"""{% translate %} and {% csrf_token %}, as Django's own, but what a page says many times is made once.

A page of forms says a hundred fixed texts and has twenty tokens; finding them again each time was a fifth of drawing the plan.
"""

from typing import Any

from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = Library()


class TextNode(TranslateNode):
    """Django's node, which remembers a fixed text in each language it was asked for in."""

    def __init__(self, node: TranslateNode) -> None:
        super().__init__(node.filter_expression, node.noop, node.asvar, node.message_context)
        expression = node.filter_expression
        self.is_fixed = expression.var.literal is not None and not expression.filters and not node.message_context
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        if not self.is_fixed:
            return str(super().render(context))
        language = get_language()
        text = self.said.get(language)
        if text is None:
            # without the name, so that the text itself comes back
            text = self.said[language] = TranslateNode(self.filter_expression, self.noop).render(context)
        if self.asvar:
            context[self.asvar] = text
            return ""
        return text


@register.tag
def translate(parser: Parser, token: Token) -> TextNode:
    """As Django's tag of the same name."""
    node: Any = do_translate(parser, token)
    return TextNode(node)


class FieldNode(CsrfTokenNode):
    """Django's node, which draws the field once a page: the token in it is the same in all of the page's forms."""

    def render(self, context: Context) -> str:
        page: dict[Any, str] = context.render_context.dicts[0]
        if FieldNode not in page:
            page[FieldNode] = super().render(context)
        return page[FieldNode]


@register.tag
def csrf_token(parser: Parser, token: Token) -> FieldNode:
    """As Django's tag of the same name."""
    return FieldNode()
