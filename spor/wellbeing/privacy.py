"""The record of processing for how pupils are: little, for a short time, for whom the pupil chose."""

from spor.base.privacy import Declaration, Term

_WHY = "At en elev kan sige, hvordan eleven har det, til de voksne, eleven selv vælger."

DECLARATIONS = [
    Declaration(
        model="wellbeing.CheckIn",
        subject="pupil",
        basis="folkeskoleloven",
        purpose=_WHY,
        keep="14 dage. Derefter kan det ikke genskabes.",
        erasure="delete",
        term=Term("on", days=14, by="close_wellbeing"),
        told="chosen",
    ),
    Declaration(
        model="wellbeing.CheckInReader",
        subject="check_in__pupil",
        basis="folkeskoleloven",
        purpose="At kun de voksne, eleven har valgt, kan se svaret.",
        keep="Så længe svaret, højst 14 dage.",
        erasure="cascade",
        told="chosen",
    ),
    Declaration(
        model="wellbeing.TalkWish",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At en elev kan bede en bestemt voksen om en samtale.",
        keep="Til de har talt sammen, højst 90 dage.",
        erasure="delete",
        term=Term("at", days=90, by="close_wellbeing"),
        told="chosen",
    ),
    Declaration(
        model="wellbeing.TalkHeld",
        subject="wish__pupil",
        basis="folkeskoleloven",
        purpose="At den voksne kan sige, at de har talt sammen, og fortryde det.",
        keep="Til næste nat.",
        erasure="cascade",
        told="chosen",
    ),
]
