import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spor.config.settings")
application = get_wsgi_application()

# What is loaded now stays until the process ends, and a request leaves little behind that holds itself: Python need not look for such
# rubbish after every 700 objects, which took a twentieth of drawing a plan.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
