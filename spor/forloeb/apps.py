from django.apps import AppConfig


class ForloebConfig(AppConfig):
    name = "spor.forloeb"
