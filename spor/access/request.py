"""What a view gets: Django's request with the actor and htmx's facts."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from spor.access.actor import Actor
from spor.people.models import Account


class Request(HttpRequest):
    """Typing only; the middleware sets these on Django's own request."""

    actor: Actor
    htmx: HtmxDetails
    user: Account  # type: ignore[assignment] # every view but the open ones has a signed-in account
