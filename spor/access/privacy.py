"""The record of processing for what the school sets about access, and for what was done and seen."""

from spor.base.privacy import Declaration

_STAFF = "Fem år efter at rækken er slut."

DECLARATIONS = [
    Declaration(
        model="access.TeamRole",
        subject="person",
        basis="myndighedsopgave",
        purpose="At vide, hvem der er klasseleder, faglærer eller i teamet, så adgangen følger opgaven.",
        keep=_STAFF,
        erasure="delete",
    ),
    Declaration(
        model="access.Cover",
        subject="person",
        basis="myndighedsopgave",
        purpose="At give en vikar adgang til en klasse i den tid, dækningen varer.",
        keep=_STAFF,
        erasure="delete",
    ),
    Declaration(
        model="access.Restriction",
        subject="pupil",
        basis="retlig forpligtelse",
        purpose="At lukke en forælders adgang, når en afgørelse eller barnets sikkerhed kræver det.",
        keep="Så længe eleven går på en skole i kommunen, og fem år efter.",
        erasure="delete",
    ),
    Declaration(
        model="access.Purpose",
        subject="pupil",
        basis="myndighedsopgave",
        purpose="At skrive ned, hvorfor en leder har læst om en elev.",
        keep="Fem år.",
        erasure="delete",
    ),
    Declaration(
        model="access.SupportCase",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At give en støtteperson adgang til en elev eller en klasse med et formål og en slutdato.",
        keep="Fem år efter at sagen er slut.",
        erasure="delete",
    ),
    Declaration(
        model="access.ClassTablet",
        subject="opened_by",
        basis="myndighedsopgave",
        purpose="At en klasse kan bruge en fælles tablet, mens en voksen er der.",
        keep=_STAFF,
        erasure="delete",
    ),
    Declaration(
        model="access.PictureMark",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At de yngste kan sige, hvem de er, med et dyr og en farve.",
        keep="Så længe eleven går i klassen.",
        erasure="delete",
    ),
    Declaration(
        model="access.Draft",
        subject="account__person",
        basis="myndighedsopgave",
        purpose="At intet, der er skrevet, går tabt, før det er sendt.",
        keep="Til teksten er sendt, højst 30 dage.",
        erasure="delete",
    ),
    Declaration(
        model="access.Event",
        subject="pupil_id",
        basis="retlig forpligtelse",
        purpose="At kunne se, hvad der er gjort, af hvem og hvornår.",
        keep="Fem år.",
        erasure="keep",
    ),
    Declaration(
        model="access.Change",
        subject="event__pupil_id",
        basis="retlig forpligtelse",
        purpose="At kunne se, hvad en import ændrede, og føre det tilbage.",
        keep="13 måneder.",
        erasure="delete",
    ),
    Declaration(
        model="access.Look",
        subject="actor_id",
        basis="retlig forpligtelse",
        purpose="At kunne svare på, hvem der har slået op.",
        keep="Seks måneder, medmindre kommunen har valgt længere.",
        erasure="keep",
    ),
    Declaration(
        model="access.LookPupil",
        subject="pupil_id",
        basis="retlig forpligtelse",
        purpose="At kunne svare på, hvem der har slået op om barnet.",
        keep="Seks måneder, medmindre kommunen har valgt længere.",
        erasure="keep",
    ),
]
