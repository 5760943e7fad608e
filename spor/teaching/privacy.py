"""What this room holds about persons."""

from spor.base.privacy import Declaration

DECLARATIONS = (
    Declaration(
        model="teaching.Run",
        subject="started_by",
        basis="folkeskoleloven",
        purpose="Viser, hvilket forløb en klasse arbejder med, og hvem der satte det i gang.",
        keep="Så længe der findes spor fra forløbet. Navnet blankes, når den ansattes oplysninger slettes.",
        erasure="blank",
    ),
    Declaration(
        model="teaching.Assignment",
        subject="ingen person; opgaven hører til klassens forløb",
        basis="folkeskoleloven",
        purpose="Siger, hvad der skal afleveres og hvornår.",
        keep="Som forløbet i klassen.",
        erasure="cascade",
    ),
    Declaration(
        model="teaching.Lesson",
        subject="teacher",
        basis="myndighedsopgave",
        purpose="Skemaet, så dagens timer kan vises.",
        keep="Til skoleåret efter er slut.",
        erasure="delete",
    ),
    Declaration(
        model="teaching.DayOff",
        subject="by",
        basis="myndighedsopgave",
        purpose="Skolens kalender: hvem der satte en fridag.",
        keep="Til to skoleår efter er slut. Navnet blankes, når den ansattes oplysninger slettes.",
        erasure="blank",
    ),
    Declaration(
        model="teaching.WeekShare",
        subject="by",
        basis="folkeskoleloven",
        purpose="Hvem der delte klassens uge, og hvornår.",
        keep="Til skoleåret efter er slut. Navnet blankes, når den ansattes oplysninger slettes.",
        erasure="blank",
    ),
    Declaration(
        model="teaching.WeekWords",
        subject="by",
        basis="folkeskoleloven",
        purpose="Det, læreren har skrevet på ugeplanen. Handler om klassen, aldrig om en elev.",
        keep="Til skoleåret efter er slut. Navnet blankes, når den ansattes oplysninger slettes.",
        erasure="blank",
    ),
    Declaration(
        model="teaching.Idea",
        subject="by",
        basis="folkeskoleloven",
        purpose="Det, læreren har tænkt sig på årsplanen.",
        keep="Så længe årsplanen findes. Navnet blankes, når den ansattes oplysninger slettes.",
        erasure="blank",
    ),
    Declaration(
        model="teaching.YearShare",
        subject="by",
        basis="folkeskoleloven",
        purpose="Hvem der delte et fags årsplan, og hvornår.",
        keep="Så længe årsplanen findes. Navnet blankes, når den ansattes oplysninger slettes.",
        erasure="blank",
    ),
)
