"""What this room holds about pupils: what they made, what was said of it, and what they say themselves."""

from spor.base.privacy import LEFT, Declaration, Erasure, Term, Told

_KEEP = "Så længe eleven går i folkeskolen, og til udgangen af skoleåret efter. Eleven kan tage det hele med sig."
_TERM = Term(LEFT, school_years=1)
_PART = "Som det spor, det hører til."


def _made(
    model: str,
    subject: str,
    purpose: str,
    keep: str = _KEEP,
    erasure: Erasure = "delete",
    term: Term | None = None,
    told: Told = "guard",
    owns: tuple[str, ...] = (),
) -> Declaration:
    return Declaration(
        model=f"evidence.{model}",
        subject=subject,
        basis="folkeskoleloven",
        purpose=purpose,
        keep=keep,
        erasure=erasure,
        term=term or (_TERM if erasure == "delete" else None),
        told=told,
        owns=owns,
    )


MADE = (
    _made("Trace", "pupil", "Samler alt, en elev har lavet, og alt, der er set hos eleven, på ét sted."),
    _made("OwnGoal", "pupil", "Er et mål, eleven har sat for sig selv. Ordene slettes med det.", owns=("goal",)),
    _made("OwnGoalReached", "own_goal__pupil", "Siger, at eleven har nået sit mål.", _PART, "cascade"),
    _made("TraceGoal", "trace__pupil", "Viser, hvilke mål et spor handler om.", _PART, "cascade"),
    _made(
        "Placement", "trace__pupil", "Viser, at eleven eller en lærer har lagt sporet i portfolioen.", _PART, "cascade"
    ),
    _made("Product", "traces__pupil", "Er det, eleven eller gruppen har lavet. Det slettes med den sidste af dem."),
    _made(
        "ProductVersion",
        "product__traces__pupil",
        "Gemmer hver udgave, så eleven kan se, hvad der blev anderledes.",
        _PART,
        "cascade",
    ),
    _made("ProductFile", "version__product__traces__pupil", "Er billeder, lyd og filer i en udgave.", _PART, "cascade"),
    _made(
        "HandIn",
        "version__product__traces__pupil",
        "Viser, hvem der afleverede hvad og hvornår, for alle i gruppen.",
        _PART,
        "cascade",
    ),
    _made(
        "Return",
        "hand_in__version__product__traces__pupil",
        "Viser, at en lærer har givet arbejdet tilbage, og hvad der skal arbejdes videre med.",
        _PART,
        "cascade",
    ),
    _made(
        "Removal",
        "product__traces__pupil",
        "Viser, at eleven har slettet noget, ingen andre havde fået. Det kan hentes tilbage.",
        "Et døgn. Så slettes det, eleven tog væk.",
        "cascade",
    ),
    _made(
        "Result", "trace__pupil", "Er et resultat af en prøve eller en karakter, som skolen har hentet ind fra en fil."
    ),
    _made(
        "Remark",
        "traces__pupil",
        "Er det, en voksen så, om en eller flere elever. Den slettes med det sidste af deres spor.",
    ),
    _made("SelfAssessment", "pupil", "Er elevens egne ord om, hvordan det gik."),
    _made("SelfLevel", "self_assessment__pupil", "Er elevens eget niveau på et mål.", _PART, "cascade"),
)

SAID_OF_IT = (
    _made("Feedback", "pupil", "Er en voksens ord til eleven om det, eleven har lavet."),
    _made("FeedbackLevel", "feedback__pupil", "Er det niveau på et mål, der blev givet med ordene.", _PART, "cascade"),
    _made("Release", "feedback__pupil", "Viser, hvornår eleven fik feedbacken, og hvem der gav den.", _PART, "cascade"),
    _made("Retraction", "release__feedback__pupil", "Viser, at feedback blev hentet tilbage igen.", _PART, "cascade"),
    _made("Assessment", "pupil", "Er en lærers vurdering af, hvor langt eleven er med et mål."),
    _made("AssessmentWithdrawal", "assessment__pupil", "Viser, at en vurdering er trukket tilbage.", _PART, "cascade"),
    _made("GoalState", "pupil", "Samler, hvor eleven er med hvert mål nu, så planen altid er aktuel."),
    _made(
        "Claim",
        "by",
        "Viser, at en lærer er i gang med at give feedback, så to ikke gør det samme.",
        "Ti minutter, eller til feedbacken er sendt.",
        term=Term("until"),
        told="subject",
    ),
    _made(
        "Phrase",
        "owner",
        "Er en lærers egne faste sætninger, så det samme ikke skal skrives igen.",
        "Til læreren sletter dem eller ikke er ansat mere.",
        term=Term(LEFT),
        told="subject",
    ),
)

DECLARATIONS = MADE + SAID_OF_IT
