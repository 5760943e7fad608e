"""STIL's own service «WsiEksport», version 7: which institutions have an agreement, and one institution's file at a time.

`wsieksport-7.wsdl` is reconstructed by this project from published facts of the service; it is not STIL's own file.
"""
