"""The components: what they say, what they tie together, and what they never let through."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from spor.base.clock import COPENHAGEN


def draw(source: str, **context: Any) -> str:
    request = RequestFactory().get("/")
    return engines["django"].from_string(source).render(context, request)


class Note(forms.Form):
    text = forms.CharField(label="Til Viggo", help_text="Højst 20 ord", widget=forms.Textarea)
    share = forms.BooleanField(label="Del", required=False)
    way = forms.ChoiceField(label="Måde", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput)


def test_a_dot_is_always_named() -> None:
    assert 'aria-label="På vej"' in draw("{% dot 2 %}")
    assert 'aria-label="I gang"' in draw("{% dot 1 %}")
    assert 'aria-label="Jeg kan vise andre det"' in draw('{% dot 4 voice="pupil" %}')
    assert 'aria-label="Ikke vurderet endnu"' in draw("{% dot None %}")
    assert 'aria-label="Ikke set endnu"' in draw("{% dot 0 %}")
    assert 'aria-hidden="true"' in draw('{% dot 2 "" %}')


def test_a_level_outside_the_five_is_refused() -> None:
    with pytest.raises(ValueError, match="no such level"):
        draw("{% dot 5 %}")


def test_progress_is_the_latest_three_in_words() -> None:
    drawn = draw("{% dots levels %}", levels=[0, 1, 2, 3])
    assert 'aria-label="I gang, så På vej, så Kan"' in drawn
    assert drawn.count("<svg") == 5
    assert "Ikke vurderet endnu" in draw("{% dots levels %}", levels=[])


def test_names_and_texts_are_escaped() -> None:
    evil = '<script>alert("x")</script>'
    source = (
        '{% subject "dan" t %}{% avatar t %}{% speak t %}{% note "info" t t %}{% empty t t "/" t %}{% spor_ref t 2 t %}'
        '{% page_head t t t %}{{ ""|safe }}{% endpage_head %}{% trail t %}{% station t t %}{% endstation %}{% endtrail %}'
        '{% audience t %}{% saved_mark t %}{% crumbs t t %}{% icon "x" t %}{% dot 1 t %}{% player "/x" t t %}{{ t|prose }}'
        '{% levels_picker "m" goal=t who=t own=2 %}{% camera "f" t hint=t error=t %}{% recorder "f" t hint=t %}{% count 3 t %}'
    )
    assert "<script>alert" not in draw(source, t=evil)


def test_a_field_ties_hint_error_and_audience_to_its_input() -> None:
    drawn = draw('{% field form.text audience="Viggo ser det" %}', form=Note({"text": ""}))
    assert 'aria-describedby="id_text_helptext id_text_audience id_text_error"' in drawn
    for part in ("helptext", "audience", "error"):
        assert f'id="id_text_{part}"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<label for="id_text">' in drawn


def test_a_field_draws_each_kind_of_input() -> None:
    form = Note()
    assert 'class="check"' in draw("{% field form.share %}", form=form)
    choices = draw("{% field form.way %}", form=form)
    assert "<fieldset" in choices
    assert "<legend" in choices
    assert draw("{% field form.key %}", form=form).strip().startswith('<input type="hidden"')


def test_the_picker_marks_the_pupils_own_level_in_words_and_allows_none() -> None:
    drawn = draw('{% levels_picker "m1" None 2 goal="Sætter tegn" who="Viggo" %}')
    assert "checked" not in drawn
    assert "Viggo: på vej" in drawn
    assert drawn.count('type="radio"') == 6
    assert 'value="3" checked' in draw('{% levels_picker "m1" "3" %}')


def test_a_component_brings_its_script_once() -> None:
    drawn = draw('{% speak "a" %}{% speak "b" %}{% script "spor-speak" %}')
    assert drawn.count("<script") == 1


def test_zero_is_said_in_words_or_not_at_all() -> None:
    assert "intet spor endnu" in draw('{% spor_ref "/x" 0 %}')
    assert draw("{% count 0 %}") == ""
    assert "41" in draw("{% count 41 %}")


def test_an_unknown_subject_is_drawn_in_ink() -> None:
    drawn = draw('{% subject "xyz" "Valgfag" %}')
    assert 'data-subject=""' in drawn
    assert "Valgfag" in drawn


def test_initials_and_a_lasting_hue() -> None:
    assert ">VB<" in draw('{% avatar "Viggo Brandt" %}')
    assert ">KC<" in draw('{% avatar "Karl-Emil Toft Christensen" %}')
    assert draw('{% avatar "A" "k1" %}') == draw('{% avatar "A" "k1" %}')


def test_times_carry_a_machine_readable_date() -> None:
    now = dt.datetime(2026, 11, 25, 10, 21, tzinfo=COPENHAGEN)
    assert draw("{% moment now now %}", now=now) == '<time datetime="2026-11-25T10:21:00+01:00">i dag kl. 10.21</time>'
    assert draw("{{ now|when:now }} {{ none|when:now }}", now=now, none=None) == "i dag kl. 10.21 "
    assert draw("{{ a|week:b }}", a=dt.date(2026, 11, 9), b=dt.date(2026, 12, 14)) == "uge 46–50"


def test_typed_text_becomes_paragraphs() -> None:
    assert draw("{{ t|prose }}", t="En\n\nTo <b>") == "<p>En</p><p>To &lt;b&gt;</p>"


def test_a_crumb_without_address_is_where_one_stands() -> None:
    drawn = draw('{% crumbs "5.B" "/klasser/x/" "Elevplaner" %}')
    assert '<a href="/klasser/x/">5.B</a>' in drawn
    assert '<span aria-current="page">Elevplaner</span>' in drawn


def test_an_address_with_codes_is_djangos_own() -> None:
    from django.template import Context, Template
    from django.urls import NoReverseMatch, reverse

    code, other = "0123456789ab", "zyxwvtsrqpnm"
    for name, codes in (
        ("product", [code]),
        ("product_file", [code, other]),
        ("reflection_sound", [code, other, code]),
        ("home", []),
    ):
        context = Context({f"c{n}": each for n, each in enumerate(codes)})
        words = " ".join(f"c{n}" for n in range(len(codes)))
        source = f'{{% url "{name}" {words} %}}|{{% url "{name}" {words} as there %}}{{{{ there }}}}'
        assert Template(source).render(context) == "|".join([reverse(name, args=codes)] * 2)
    by_name = Template('{% url "product" code=c %}').render(Context({"c": code}))
    assert by_name == reverse("product", args=[code])
    for wrong in ("", "<script>", "0123456789AB"):
        with pytest.raises(NoReverseMatch):
            Template('{% url "product" c %}').render(Context({"c": wrong}))


def test_a_fixed_text_is_said_in_the_language_of_each_reader() -> None:
    drawn = engines["django"].from_string('{% translate "January" %} {% translate "100 %" as all %}{{ all }}')
    for language, said in (("da", "januar"), ("en", "January"), ("da", "januar")):
        with translation.override(language):
            assert drawn.render({}) == f"{said} 100 %"
    assert draw("{% translate word %}{% translate word|upper %}", word="<b>") == "&lt;b&gt;&lt;B&gt;"


def test_every_form_of_a_page_has_the_pages_own_token() -> None:
    page = engines["django"].from_string("{% csrf_token %}{% csrf_token %}")
    one, other = (page.render({}, RequestFactory().get("/")) for _ in range(2))
    first, _, second = one.partition("><")
    assert first.startswith("<input") and first == f"<{second}".removesuffix(">")
    assert one != other
    assert "csrfmiddlewaretoken" not in page.render({})
