"""The accounts of the demo: who the picker offers, in which order and under which heading. All persons are invented."""

from typing import NamedTuple


class Role(NamedTuple):
    """`account` is the word in the address, `uniid` the person's id in the register files, `text` what the picker says."""

    account: str
    name: str
    text: str
    icon: str = ""

    @property
    def uniid(self) -> str:
        return f"demo-{self.account}"


STAFF = (
    Role("mette", "Mette Lindqvist", "Klasselærer i 5.B, dansk og historie. Også forælder på Åsenskolen"),
    Role("jonas", "Jonas Beck", "Lærer i 5.B sammen med Mette"),
    Role("birgitte", "Birgitte Olsen", "Klasselærer i 2.A"),
    Role("sanne", "Sanne Friis", "Leder 0.A. Pædagog"),
    Role("ali", "Ali Haddad", "Pædagog i 2.A og KKFO"),
    Role("ida", "Ida Winther", "Vikar i 5.B i dag"),
)
PUPILS = (
    Role("villads", "Villads Krogh", "0.A. Seks år, læser ikke endnu", "fish"),
    Role("alma", "Alma Dahl", "2.A", "squirrel"),
    Role("oskar", "Oskar Dahl", "5.B. Almas bror"),
    Role("viggo", "Viggo Brandt", "5.B"),
    Role("yasmin", "Yasmin Aziz", "8.C. Ni års spor"),
)
HOMES = (
    Role("henrik", "Henrik Dahl", "Far til Alma og Oskar"),
    Role("signe", "Signe Dahl", "Mor til Alma og Oskar. Bor et andet sted"),
    Role("jens", "Jens Holt", "Var engang værge for Oskar. Det er ophørt"),
)
AROUND = (
    Role("susanne", "Susanne Krag", "Leder af Kastanjeskolen"),
    Role("lone", "Lone Bisgaard", "Sekretær på Kastanjeskolen"),
    Role("otto", "Otto Juhl", "Lærer på Åsenskolen"),
    Role("rikke", "Rikke Storm", "Kommunens registeradministrator"),
    Role("jan", "Jan Mandrup", "Kommunens konsulent. Ser kun tal"),
)
SECTIONS = (
    ("Lærere og pædagoger", STAFF),
    ("Elever", PUPILS),
    ("Forældre", HOMES),
    ("Ledelse, kontor og kommune", AROUND),
)
ACCOUNTS = {role.account: role for _, roles in SECTIONS for role in roles}
