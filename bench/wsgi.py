"""The server that is measured. Its clock stands still, so that an answer does not change while it is compared."""

import os

from django.core.wsgi import get_wsgi_application

from bench.moment import stop_clock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
stop_clock()
application = get_wsgi_application()
