"""The municipality's own people, who are in no register file of a school. Without an actor: whoever runs the installation appoints them."""

import datetime as dt

from django.db import transaction

from spor.access import events
from spor.people.models import Person, Post


@transaction.atomic
def appoint(*, uniid: str, given_name: str, family_name: str, role: Post.Role, on: dt.date) -> Post:
    """Give a person a post with the municipality from `on`: register administrator, analyst or the supplier's support.

    Appointed already is appointed once.

    The person is made where the register has not met them. ValueError for any other role.
    """
    if role not in (Post.Role.MUNICIPAL_ADMIN, Post.Role.MUNICIPAL_ANALYST, Post.Role.SUPPORT):
        raise ValueError(f"{role} is no post of the municipality")
    names = {"given_name": given_name, "family_name": family_name, "seen_on": on}
    person, _made = Person.objects.get_or_create(uniid=uniid, defaults=names)
    post, made = Post.objects.get_or_create(person=person, school=None, role=role, to_on=None, defaults={"from_on": on})
    if made:
        events.record("appoint", actor=None, thing="role", code=post.code)
    return post
