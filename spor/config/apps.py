from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "spor.config"
    label = "config"
