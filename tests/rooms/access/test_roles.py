"""Leader and secretary say who leads, teaches and helps in a class; nobody else does."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from spor.access.actions import end_team_role, make_secretary, set_team_role
from spor.access.appointing import appoint
from spor.access.models import Event, TeamRole
from spor.base.errors import Refused
from spor.people.models import Post

LEAD, SUBJECT = TeamRole.Kind.LEAD, TeamRole.Kind.SUBJECT


def test_a_role_is_set_once_and_gives_from_that_day(cast, actor):
    leader = actor(cast.susanne)
    role = set_team_role(actor=leader, person=cast.birgitte, group=cast.g5b, kind=SUBJECT, subject=cast.matematik)
    assert (
        set_team_role(actor=leader, person=cast.birgitte, group=cast.g5b, kind=SUBJECT, subject=cast.matematik) == role
    )
    assert cast.oskar.pk in actor(cast.birgitte).relations.pupils_of("subject")
    assert Event.objects.filter(deed="set_team_role", thing_code=role.code).count() == 1


def test_an_ended_role_gives_nothing(cast, actor):
    role = set_team_role(actor=actor(cast.lone), person=cast.birgitte, group=cast.g5b, kind=TeamRole.Kind.TEAM)
    end_team_role(actor=actor(cast.lone), role=role)
    end_team_role(actor=actor(cast.lone), role=role)
    assert cast.oskar.pk not in actor(cast.birgitte).relations.pupils_of("team")
    assert Event.objects.filter(deed="end_team_role", thing_code=role.code).count() == 1


@pytest.mark.parametrize("who", ["mette", "otto", "henrik", "oskar", "rikke"])
def test_others_may_not(cast, actor, who):
    with pytest.raises((Http404, PermissionDenied)):
        set_team_role(actor=actor(cast.people[who]), person=cast.birgitte, group=cast.g5b, kind=LEAD)
    with pytest.raises((Http404, PermissionDenied)):
        make_secretary(actor=actor(cast.people[who]), person=cast.birgitte, school=cast.kastanje)


def test_without_a_second_factor_a_leader_may_not(cast, actor):
    with pytest.raises(PermissionDenied):
        set_team_role(actor=actor(cast.susanne, mfa=False), person=cast.birgitte, group=cast.g5b, kind=LEAD)


def test_nobody_gives_themselves_a_role(cast, actor):
    with pytest.raises(Refused, match="ikke give dig selv adgang"):
        set_team_role(actor=actor(cast.susanne), person=cast.susanne, group=cast.g5b, kind=LEAD)


def test_a_role_asks_for_a_post_and_a_subject(cast, actor):
    with pytest.raises(Refused, match="ikke ansat"):
        set_team_role(actor=actor(cast.susanne), person=cast.otto, group=cast.g5b, kind=LEAD)
    with pytest.raises(Refused, match="har et fag"):
        set_team_role(actor=actor(cast.susanne), person=cast.birgitte, group=cast.g5b, kind=SUBJECT)
    with pytest.raises(Refused, match="har et fag"):
        set_team_role(actor=actor(cast.susanne), person=cast.birgitte, group=cast.g5b, kind=LEAD, subject=cast.dansk)


def test_a_leader_marks_the_secretary(cast, actor):
    post = make_secretary(actor=actor(cast.susanne), person=cast.ali, school=cast.kastanje)
    assert make_secretary(actor=actor(cast.susanne), person=cast.ali, school=cast.kastanje) == post
    assert cast.kastanje.pk in actor(cast.ali).relations.schools_of("secretary")
    with pytest.raises(Refused):
        make_secretary(actor=actor(cast.susanne), person=cast.otto, school=cast.kastanje)


def test_the_municipality_appoints_its_own(cast, actor):
    on = dt.date(2026, 8, 1)
    names = {"uniid": "ny", "given_name": "Ny", "family_name": "Konsulent", "on": on}
    post = appoint(role=Post.Role.MUNICIPAL_ANALYST, **names)
    assert appoint(role=Post.Role.MUNICIPAL_ANALYST, **names) == post
    with pytest.raises(ValueError):
        appoint(role=Post.Role.LEADER, **names)
