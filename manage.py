"""Django's command line. People use `./run <command>`, which calls this in the prepared environment."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spor.config.settings")
    execute_from_command_line(sys.argv)
