"""What is written in a plan, shared and answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spor.plans.forms.sent import Sent


class SentenceForm(Sent):
    """A section's text and the state it was changed from."""

    text = forms.CharField(required=False, strip=False)
    n = forms.IntegerField(min_value=0)


class OwnForm(Sent):
    """A text of one's own. `subject` is a subject's code, blank for the common section."""

    text = forms.CharField(required=False, strip=False)
    subject = forms.CharField(required=False, max_length=12)
    key = forms.CharField(max_length=40)


class ShareForm(Sent):
    """Whom the sharer saw named, and the form's key."""

    to = forms.MultipleChoiceField()
    key = forms.CharField(max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("to") if hasattr(self.data, "getlist") else []
        self.fields["to"].choices = [(code, code) for code in sent]  # type: ignore[attr-defined] # the deed compares them


class AnswerForm(Sent):
    """An answer, and who at home may read it too."""

    text = forms.CharField(
        label=_("Hvad lægger du mærke til derhjemme?"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to = forms.MultipleChoiceField(required=False)
    key = forms.CharField(max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("to") if hasattr(self.data, "getlist") else []
        self.fields["to"].choices = [(code, code) for code in sent]  # type: ignore[attr-defined] # the deed compares them


class ReplyForm(Sent):
    """What is said to an answer."""

    text = forms.CharField(required=False, strip=False)
    key = forms.CharField(max_length=40)
