"""Spor's own template for a school whose register neither exports to STIL nor writes OneRoster: a row a person, CSV or XLSX."""

from spor.integrations.template.read import is_ours, read

__all__ = ["is_ours", "read"]
