from django.urls import path

from bench.views import floor
from spor.config import urls
from spor.config.urls import handler400, handler403, handler404, handler500

urlpatterns = [path("gulv/", floor, name="floor"), *urls.urlpatterns]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
