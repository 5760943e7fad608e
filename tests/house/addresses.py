"""Reading addresses out of code: which URL names there are, which a test visits, and which pages show lists."""

import ast
import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.house.tree import Module, Tree, called

# What may stand in an address where a test puts a variable: a code, a number, a word.
FILLERS = ("0" * 12, "1", "dansk")


def patterns(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """(full URL name or "", pattern) of every address."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, (*spaces, *([each.namespace] if each.namespace else [])))
        else:
            yield ":".join([*spaces, each.name]) if each.name else "", each


def room_of(pattern: URLPattern) -> str:
    """The room whose view answers."""
    view = getattr(pattern.callback, "__wrapped__", pattern.callback)
    parts = view.__module__.split(".")
    return parts[1] if parts[0] == "spor" else ""


@cache
def named(text: str) -> str:
    """The URL name of a path that a test wrote ("\\0" for each variable in it), or ""."""
    path = text.split("?")[0].split("#")[0]
    holes = path.count("\0")
    for fill in itertools.product(FILLERS, repeat=min(holes, 3)):
        filled = iter(fill)
        try:
            return resolve(re.sub("\0", lambda _: next(filled, FILLERS[0]), path)).view_name  # noqa: B023 - used at once
        except Resolver404:
            continue
    return ""


def strings(node: ast.AST) -> Iterator[str]:
    """Every string in `node`; an f-string with "\\0" for each of its variables."""
    for each in ast.walk(node):
        if isinstance(each, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in each.values)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def visited(nodes: Iterable[ast.AST], names: set[str]) -> set[str]:
    """The URL names that the strings of `nodes` are, or whose paths they are."""
    found = set()
    for text in itertools.chain.from_iterable(strings(node) for node in nodes):
        if text in names:
            found.add(text)
        elif text.startswith("/") and (name := named(text)):
            found.add(name)
    return found


def reached(module: Module, start: ast.FunctionDef) -> list[ast.AST]:
    """`start` and everything of its module's top level that it names, in any number of steps."""
    top = {name: node for node in module.tree.body for name in _made(node)}
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [start]
    while waiting:
        node = waiting.pop()
        if node in found:
            continue
        found.append(node)
        words = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        words |= {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}  # fixtures of the same file
        waiting += [top[word] for word in words if word in top]
    return found


def _made(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = getattr(node, "targets", [getattr(node, "target", None)])
    return [target.id for target in targets if isinstance(target, ast.Name)]


def list_pages(tree: Tree) -> dict[str, str]:
    """{URL name: template} of the pages whose own template, or one it includes, has a loop."""
    views = {
        (module.dotted, node.name): (module, node)
        for module in tree.modules
        if module.layer == "views"
        for node in module.public_functions()
    }
    found = {}
    for name, pattern in patterns():
        view = getattr(pattern.callback, "__wrapped__", pattern.callback)
        module, node = views.get((view.__module__, view.__name__), (None, None))
        if module and node:
            for template in sorted(
                {text for each in reached(module, node) for text in strings(each) if ".html" in text}
            ):
                if loops(tree, template.split("#")[0]):
                    found[name] = template
    return found


INCLUDED = re.compile(r"{%\s*include\s+\"([^\"]+)\"")


def loops(tree: Tree, template: str, seen: frozenset[str] = frozenset()) -> bool:
    """Does the template, or one it includes, loop? What it extends is the frame of every page and does not count."""
    if template in seen:
        return False
    path = next((each for each in tree.own(".html") if each.as_posix().endswith(f"/templates/{template}")), None)
    text = tree.text(path) if path else ""
    return "{% for " in text or any(loops(tree, each, seen | {template}) for each in INCLUDED.findall(text))


def counted(tree: Tree, names: set[str]) -> set[str]:
    """The URL names with a test that counts queries, twice at least (with 1 row and with 3) and at one literal number."""
    found = set()
    for module in tree.tests:
        for node in module.functions():
            if "django_assert_num_queries" in {each.arg for each in node.args.args}:
                nodes = reached(module, node)
                counts = [
                    call.args[0]
                    for each in nodes
                    for name, call in called(each)
                    if name == "django_assert_num_queries" and call.args
                ]
                numbers = {ast.unparse(count) for count in counts}
                repeated = len(counts) > 1 or _repeats(node)
                if repeated and len(numbers) == 1:
                    found |= visited(nodes, names)
    return found


def _repeats(node: ast.FunctionDef) -> bool:
    """Is the test parametrized, or does it loop?"""
    return any("parametrize" in ast.unparse(each) for each in node.decorator_list) or any(
        isinstance(each, ast.For) for each in ast.walk(node)
    )
