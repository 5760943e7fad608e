"""Focus points, agreements and interventions: what is sent, as clean values. Lengths are said by the deeds."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spor.base.files import prepare
from spor.base.models import StoredFile
from spor.plans.forms.sent import Sent
from spor.plans.queries.young import faces


class PointForm(Sent):
    """A new focus point: what it is about, what it says, what the school does."""

    about = forms.CharField(max_length=40)
    what = forms.CharField(required=False, strip=False)
    school = forms.CharField(required=False, strip=False)
    key = forms.CharField(max_length=40)


class PartForm(Sent):
    """One part of a focus point, and the state it was changed from."""

    text = forms.CharField(required=False, strip=False)
    n = forms.IntegerField(min_value=0)
    to_book = forms.BooleanField(required=False)
    face = forms.CharField(required=False, max_length=40)
    sound = forms.FileField(required=False, allow_empty_file=True)

    def said(self) -> dict[str, Any]:
        """What `write_part` takes. A child who does not write answers with a face, a voice or both; typed words come first.

        Raises Refused as `values` does, and for a sound that cannot be taken.
        """
        sent = self.values()
        face, upload = sent.pop("face"), sent.pop("sound")
        voice = prepare(upload, kinds=(StoredFile.Kind.SOUND,)) if upload else None
        if not (face or voice):
            return sent
        known = face if face in {each.text for each in faces()} else ""
        words = [part for part in (known, sent.pop("text").strip()) if part]
        return {**sent, "text": " ".join(words) or _("Hør, hvad jeg siger."), "sound": voice, "is_said": True}


class AgreementForm(Sent):
    """A proposal. `point` is the code of the focus point it belongs to, if any; `back` where the writer was."""

    text = forms.CharField(required=False, strip=False)
    point = forms.CharField(required=False, max_length=12)
    key = forms.CharField(max_length=40)
    back = forms.CharField(required=False, max_length=12)


class MoveForm(Sent):
    state = forms.CharField(max_length=8)
    back = forms.CharField(required=False, max_length=12)


class InterventionForm(Sent):
    """A new intervention. `subject` is a subject's code, blank for none."""

    text = forms.CharField(required=False, strip=False)
    subject = forms.CharField(required=False, max_length=12)
    key = forms.CharField(max_length=40)


class FollowUpForm(Sent):
    text = forms.CharField(required=False, strip=False)
    on = forms.DateField(required=False)
    n = forms.IntegerField(min_value=0)


class ClassFocusForm(Sent):
    """A class's focus point, new or, with `code`, one that is there."""

    what = forms.CharField(required=False, strip=False)
    school = forms.CharField(required=False, strip=False)
    home = forms.CharField(required=False, strip=False)
    follow_up = forms.CharField(required=False, strip=False)
    key = forms.CharField(max_length=40)
    code = forms.CharField(required=False, max_length=12)
    n = forms.IntegerField(required=False, min_value=0)
