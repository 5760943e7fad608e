"""Focus points, agreements and interventions: what is sent, as clean values. Lengths are said by the deeds."""

from django import forms


class PointForm(forms.Form):
    """A new focus point: what it is about, what it says, what the school does."""

    about = forms.CharField(max_length=40)
    what = forms.CharField(required=False, strip=False)
    school = forms.CharField(required=False, strip=False)
    key = forms.CharField(max_length=40)


class PartForm(forms.Form):
    """One part of a focus point, and the state it was changed from."""

    text = forms.CharField(required=False, strip=False)
    n = forms.IntegerField(min_value=0)
    to_book = forms.BooleanField(required=False)


class AgreementForm(forms.Form):
    """A proposal. `point` is the code of the focus point it belongs to, if any; `back` where the writer was."""

    text = forms.CharField(required=False, strip=False)
    point = forms.CharField(required=False, max_length=12)
    key = forms.CharField(max_length=40)
    back = forms.CharField(required=False, max_length=12)


class MoveForm(forms.Form):
    state = forms.CharField(max_length=8)
    back = forms.CharField(required=False, max_length=12)


class InterventionForm(forms.Form):
    """A new intervention. `subject` is a subject's code, blank for none."""

    text = forms.CharField(required=False, strip=False)
    subject = forms.CharField(required=False, max_length=12)
    key = forms.CharField(max_length=40)


class FollowUpForm(forms.Form):
    text = forms.CharField(required=False, strip=False)
    on = forms.DateField(required=False)
    n = forms.IntegerField(min_value=0)


class ClassFocusForm(forms.Form):
    """A class's focus point, new or, with `code`, one that is there."""

    what = forms.CharField(required=False, strip=False)
    school = forms.CharField(required=False, strip=False)
    home = forms.CharField(required=False, strip=False)
    follow_up = forms.CharField(required=False, strip=False)
    key = forms.CharField(max_length=40)
    code = forms.CharField(required=False, max_length=12)
    n = forms.IntegerField(required=False, min_value=0)
