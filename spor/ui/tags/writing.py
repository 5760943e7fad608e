"""Text that saves itself: the element around a field or a form, and the words it says (spor-autosave.js)."""

from django.template import Context, Library
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from spor.ui.tags.assets import script_once
from spor.ui.tags.messages import saved_mark

register = Library()


@register.simple_block_tag(takes_context=True)
def autosave(
    context: Context, content: str, url: str, mark: bool = True, whole: bool = False, text: str = ""
) -> SafeString:
    """{% autosave url %}{% field form.text %}{% endautosave %}: what is typed between the tags is POSTed to `url` as it is typed.

    url     by default one text field goes there as `text` (URL name "draft"; how-to in spor/access/drafts.py)
    whole   instead every named field of the form between the tags goes there, with the hidden `base` it was begun from
    mark    «Gemt kl. 10.21» under the field; False where the page has one of its own, inside an element with data-mark="writing"
    text    what the mark says before anything is typed, by default «Gemmes, mens du skriver»
    """
    script = script_once(context, "spor-autosave")
    words = get_template("ui/parts/writing.html").render(_addresses()) if script else ""
    return format_html(
        '<spor-autosave class="autosave" data-url="{}"{}>{}{}</spor-autosave>{}{}',
        url,
        " data-whole" if whole else "",
        mark_safe(content.strip()),
        saved_mark(text or _("Gemmes, mens du skriver")) if mark else "",
        mark_safe(words),
        script,
    )


def _addresses() -> dict[str, str]:
    names = ("device_key", "form_token", "sign_in")
    return {f"{name}_url": reverse(name) for name in names}
