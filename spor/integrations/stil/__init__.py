"""STIL WS-Eksport: the national register's file of one institution, versions 7 and 6."""
