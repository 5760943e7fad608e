"""The demo school as data: its people made by the importer, its trail by the same actions as real life.

Used by `./run`, the tests and the handbook's pictures. Only in the demo (the setting and the database's own row) does
`/demo/` let anybody sign in as anybody of the cast.
"""
