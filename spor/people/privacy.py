"""The record of processing for what the register says of people."""

from spor.base.privacy import LEFT, PERSON, Declaration, Term

DECLARATIONS = [
    Declaration(
        model="people.Person",
        subject="id",
        basis="myndighedsopgave",
        purpose="At vide, hvem der er hvem: navn, alias, navne- og adressebeskyttelse og fødselsdag fra det nationale register.",
        keep="Så længe personen har en plads på en skole i kommunen, og 13 måneder efter. En elevs navn dog altid til "
        "udgangen af skoleåret efter.",
        erasure="blank",
        term=Term(LEFT, months=13, school_years=1),
        told="subject",
    ),
    Declaration(
        model="people.Account",
        subject="person",
        basis="myndighedsopgave",
        purpose="At personen kan logge ind.",
        keep="Så længe personen har en plads på en skole i kommunen, og 13 måneder efter.",
        erasure="delete",
        term=Term(LEFT, months=13),
        told="subject",
    ),
    Declaration(
        model="people.Membership",
        subject="person",
        basis="folkeskoleloven",
        purpose="At vide, hvilke klasser og hold en elev eller en ansat er i, så adgangen følger dem.",
        keep="Så længe eleven går på en skole i kommunen, og så længe elevens navn står der.",
        erasure="delete",
        term=Term(PERSON),
        told="subject",
    ),
    Declaration(
        model="people.Enrolment",
        subject="person",
        basis="folkeskoleloven",
        purpose="At vide, hvilken skole, klasse og hvilket klassetrin en elev har gået i.",
        keep="Så længe eleven går på en skole i kommunen, og så længe elevens navn står der.",
        erasure="delete",
        term=Term(PERSON),
        told="subject",
    ),
    Declaration(
        model="people.Post",
        subject="person",
        basis="myndighedsopgave",
        purpose="At vide, hvem der er ansat på skolen og som hvad, så adgangen følger stillingen.",
        keep="Fem år efter at stillingen er slut.",
        erasure="delete",
        term=Term("to_on", months=60),
        told="subject",
    ),
    Declaration(
        model="people.Guardianship",
        subject="pupil",
        basis="folkeskoleloven",
        purpose="At vide, hvem der har forældremyndighed eller andet retsgrundlag, så kun de ser barnets sider.",
        keep="Så længe eleven går på en skole i kommunen, og så længe elevens navn står der.",
        erasure="delete",
        term=Term(PERSON),
    ),
]
