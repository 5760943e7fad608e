"""Whose rows may not be erased now. Every command that erases by age asks here first: a hold beats it (decision 0068)."""

import datetime as dt

from django.db.models import Q, QuerySet

from spor.access.models import Hold
from spor.base import clock
from spor.people.models import Guardianship


def standing(now: dt.datetime) -> QuerySet[Hold]:
    """The holds that stand at this moment: neither released nor past their last day."""
    return Hold.objects.filter(Q(until_on=None) | Q(until_on__gt=clock.today(now)), release=None)


def held(now: dt.datetime) -> set[int]:
    """The ids of the persons about whom nothing is erased now: those held, and the guardians of a pupil who is, ended ones too."""
    persons = set(standing(now).values_list("person", flat=True))
    if not persons:
        return persons
    return persons | set(Guardianship.objects.filter(pupil__in=persons).values_list("guardian", flat=True))
