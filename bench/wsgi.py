"""The server that is measured. Its clock stands still, so that an answer does not change while it is compared."""

import os

from bench.moment import stop_clock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
stop_clock()

from spor.config.wsgi import application  # noqa: E402 # the clock and the settings come first

__all__ = ["application"]
