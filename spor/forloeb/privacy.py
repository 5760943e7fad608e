"""What this room keeps about persons: who wrote what in which forløb. Nothing here is about a pupil."""

from spor.base.privacy import Declaration

_KEEP = "Så længe forløbet findes. Navnet blankes, når den ansattes oplysninger slettes; et forløb uden forfattere går til skolens arkiv."

DECLARATIONS = (
    Declaration(
        model="forloeb.Forloeb",
        subject="made_by",
        basis="folkeskoleloven",
        purpose="Et undervisningsforløb kan skrives, findes igen og deles med kolleger.",
        keep=_KEEP,
        erasure="blank",
        told="subject",
    ),
    Declaration(
        model="forloeb.Author",
        subject="person",
        basis="folkeskoleloven",
        purpose="Siger, hvem der må skrive i forløbet.",
        keep=_KEEP,
        erasure="blank",
        told="subject",
    ),
    Declaration(
        model="forloeb.BlockVersion",
        subject="by",
        basis="folkeskoleloven",
        purpose="Intet, der er skrevet, går tabt: hver udgave af en tekst kan ses og hentes frem, og man kan se, hvem der skrev den.",
        keep=_KEEP,
        erasure="blank",
        told="subject",
    ),
    Declaration(
        model="forloeb.Edition",
        subject="published_by",
        basis="folkeskoleloven",
        purpose="Viser, hvad en klasse har arbejdet efter, også efter at forløbet er ændret.",
        keep="Så længe der findes spor fra forløbet. Navnet blankes, når den ansattes oplysninger slettes.",
        erasure="blank",
        told="subject",
    ),
    Declaration(
        model="forloeb.BlockGoal",
        subject="wording__owner_id",
        basis="folkeskoleloven",
        purpose="Siger, hvilke mål en tekst eller en opgave arbejder med, i elevsprog.",
        keep="Som den udgave af teksten, det står i.",
        erasure="cascade",
    ),
    Declaration(
        model="forloeb.Sign",
        subject="ingen person; hvad der ses efter ved et mål",
        basis="folkeskoleloven",
        purpose="Tegn på læring, som lærer og elev ser efter sammen.",
        keep="Som målet i teksten.",
        erasure="cascade",
    ),
)
