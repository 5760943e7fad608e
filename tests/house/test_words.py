"""Text people read goes through gettext, stands nowhere else, and carries no script or style with it."""

import ast
import re
from html.parser import HTMLParser

from tests.house.tree import Module, Tree, holds, line

READ_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S)
# A block that fills a class attribute in the template above holds no words.
LOOK = re.compile(r"{%\s*block \w*class\s*%}.*?{%\s*endblock[^%]*%}", re.S)
NAME = "Spor"
SILENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
LETTERS = re.compile(r"[A-Za-zÆØÅæøå]{2,}")


def _hush(text: str) -> str:
    """The template without what is translated or not shown; every line break stays, so that line numbers hold."""
    for pattern in (TRANSLATED, LOOK, SILENT):
        text = pattern.sub(lambda found: "\n" * found.group().count("\n"), text)
    return text


class _Page(HTMLParser):
    """Collects what a reader would read, and what a strict content policy refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or "style" in given:
            self._say(f"inline style in <{tag}>")
        if tag == "script" and not given.get("src") and "src" not in given:
            self._say("inline script")
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self._say(f"inline script in <{tag} {name}>")
            if name in READ_ATTRIBUTES and LETTERS.search(value or ""):
                self._say(f"{name} outside gettext: {(value or '').strip()[:40]}")
        if tag in ("script", "style"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and (word := LETTERS.search(data.replace(NAME, ""))):
            self._say(f"text outside gettext: {data.strip()[:40]}", data[: data.index(word.group())].count("\n"))

    def _say(self, words: str, further: int = 0) -> None:
        self.found.append((self.getpos()[0] + further, words))


def template_faults(tree: Tree) -> list[str]:
    """Words outside gettext, and inline script or style, in every HTML template."""
    found = []
    for path in tree.own(".html"):
        if SAMPLES.search(path.as_posix()):
            continue
        page = _Page()
        page.feed(_hush(tree.text(path)))
        found += [f"{path}:{number}: {words}" for number, words in page.found]
    return found


# The gallery shows builders each component with sample words; nobody else reads it.
SAMPLES = re.compile(r"/gallery(\.|/)")
GETTEXT = {"_", "gettext", "gettext_lazy", "pgettext", "ngettext", "ngettext_lazy", "pgettext_lazy", "npgettext"}
# Danish that is no screen text: what the law or a register calls things, and the record of processing.
DANISH_BY_NATURE = re.compile(
    r"privacy\.py$|privacy/(risks|record)\.py$|/models(\.py$|/)|/migrations/|management/commands/|^demo/|^bench/|curriculum/frameworks/|integrations/.*/(names|codes)\.py$"
)


def danish_outside_gettext(tree: Tree) -> list[str]:
    """Python strings with Danish letters that no gettext call holds. Docstrings and the models' own labels are left alone."""
    found = []
    for module in tree.modules:
        if not DANISH_BY_NATURE.search(module.path.as_posix()) and not SAMPLES.search(module.path.as_posix()):
            spoken = _spoken(module)
            for node in ast.walk(module.tree):
                text = node.value if isinstance(node, ast.Constant) and id(node) not in spoken else None
                if isinstance(text, str) and DANISH.search(text):
                    found.append(line(module, node, f"Danish outside gettext: {text[:40]}"))
    return found


def _spoken(module: Module) -> set[int]:
    """The constants that are docstrings or lie inside a gettext call."""
    quiet: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in GETTEXT:
            quiet.update(id(each) for each in ast.walk(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
    return quiet


DANISH = re.compile(r"(?=.*[æøåÆØÅ]).*\w\w+ \w\w+", re.S)
FOLDLESS = re.compile(r"__i(contains|exact|startswith|endswith|regex)\b")


def foldless_search(tree: Tree) -> list[str]:
    """Look-ups that ignore case: SQLite does not fold Æ Ø Å (decision 0022). Search a column folded by base.text."""
    found = []
    for module in tree.modules:
        for node in ast.walk(module.tree):
            word = node.arg if isinstance(node, ast.keyword) else getattr(node, "value", None)
            if isinstance(word, str) and isinstance(node, ast.keyword | ast.Constant) and FOLDLESS.search(word):
                found.append(line(module, getattr(node, "lineno", 1), f"{word}: use the folded column"))
    return found


def test_templates_speak_through_gettext_and_carry_no_script(house: Tree) -> None:
    holds(template_faults(house))


def test_code_speaks_through_gettext(house: Tree) -> None:
    holds(danish_outside_gettext(house))


def test_search_folds_danish_letters(house: Tree) -> None:
    holds(foldless_search(house))


def test_planted_faults_are_found(plant) -> None:
    tree = plant(
        {
            "spor/plans/templates/plans/plan.html": """\
                <h1 title="Plan" style="color: red">{% translate "Elevplan" %}</h1>
                {# no words #}{{ pupil.name }} · {% blocktranslate %}Hej
                {{ name }}{% endblocktranslate %}
                <p>
                  Hej med dig</p>
                <script>alert(1)</script><script src="x.js"></script>
                <button onclick="go()">{% translate "Gem" %}</button><a href="javascript:x">1</a>
            """,
            "spor/plans/actions.py": """
                raise Refused("Teksten er for lang, så den er ikke gemt")
                raise Refused(_("Teksten er for lang, så den er ikke gemt"))
                pupils.filter(name__icontains="x")
            """,
        }
    )
    page = "spor/plans/templates/plans/plan.html"
    assert template_faults(tree) == [
        f"{page}:1: inline style in <h1>",
        f"{page}:1: title outside gettext: Plan",
        f"{page}:5: text outside gettext: Hej med dig",
        f"{page}:6: inline script",
        f"{page}:7: inline script in <button onclick>",
        f"{page}:7: inline script in <a href>",
    ]
    assert danish_outside_gettext(tree) == [
        "spor/plans/actions.py:2: Danish outside gettext: Teksten er for lang, så den er ikke gemt"
    ]
    assert foldless_search(tree) == ["spor/plans/actions.py:4: name__icontains: use the folded column"]
