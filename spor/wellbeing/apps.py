from django.apps import AppConfig


class WellbeingConfig(AppConfig):
    name = "spor.wellbeing"
