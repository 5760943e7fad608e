"""Who is who, as the national register says, all dated.

Dates are half-open: `[from_on, to_on)`, `to_on` null is open. Nothing dated is deleted or reopened: it ends, and a return is a new row.
These are ground models (decision 0001): no deeds, no actor. The importer and `access` write them through `register.py`.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from spor.base.codes import CodeField


class Dated(models.Model):
    """A fact with a beginning and, some day, an end."""

    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def live(today: object, prefix: str = "") -> Q:
    """Rows in force on `today` (a date or an expression); `prefix` is the path to the dated row, with its `__`."""
    return Q(**{f"{prefix}from_on__lte": today}) & (Q(**{f"{prefix}to_on": None}) | Q(**{f"{prefix}to_on__gt": today}))


OPEN = Q(to_on=None)
ORDERED = Q(to_on=None) | Q(to_on__gte=F("from_on"))


class School(models.Model):
    code = CodeField()
    number = models.CharField("institutionsnummer", max_length=10, unique=True)
    name = models.CharField(max_length=200)
    register_at = models.DateTimeField(
        null=True, help_text="moment of the newest register file read in for this school"
    )
    register_year = models.SmallIntegerField(
        null=True, help_text="first year of the newest school year that its register files have spoken of"
    )

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A human being in the register, once, however many roles and schools: the key is the Unilogin UserId.

    No CPR number, address or phone number is held. `is_protected` is the register's name and address protection;
    a person with an alias is shown by the alias everywhere.
    """

    code = CodeField()
    uniid = models.CharField("Unilogin", max_length=50, unique=True)
    given_name = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200, blank=True)
    alias_given_name = models.CharField(max_length=200, blank=True)
    alias_family_name = models.CharField(max_length=200, blank=True)
    is_protected = models.BooleanField(default=False)
    born_on = models.DateField(null=True, blank=True)
    seen_on = models.DateField(
        null=True, help_text="date of the register file that last added, changed or ended this person"
    )

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """The name people call, the alias where there is one."""
        return self.alias_given_name or self.given_name

    @property
    def name(self) -> str:
        if self.alias_given_name or self.alias_family_name:
            return f"{self.alias_given_name} {self.alias_family_name}".strip()
        return f"{self.given_name} {self.family_name}".strip()


class AccountQueries(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A login. Made at the first sign-in of a person the register knows; it holds no role (roles follow from dated rows)."""

    username = models.CharField(max_length=50, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=8, default="da")
    theme = models.CharField(max_length=5, blank=True)

    USERNAME_FIELD = "username"
    objects = AccountQueries()

    def __str__(self) -> str:
        return self.username


class Group(Dated):
    """A class, a year, a hold, a team. `kind` is the register's Gruppetype; grade and line stand on main groups."""

    class Kind(models.TextChoices):
        MAIN = "main", "Hovedgruppe"
        YEAR = "year", "Årgang"
        DIRECTION = "direction", "Retning"
        HOLD = "hold", "Hold"
        SFO = "sfo", "SFO"
        TEAM = "team", "Team"
        OTHER = "other", "Andet"

    code = CodeField()
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="groups")
    register_id = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    grade = models.SmallIntegerField(null=True, help_text="klassetrin 0–10; null where the register says none")
    line = models.CharField(max_length=40, blank=True)
    is_implicit = models.BooleanField(default=False, help_text="named by a person but never declared")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "register_id"], condition=OPEN, name="one_open_group"),
            models.CheckConstraint(condition=ORDERED, name="group_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Dated):
    """One person in one group. A pupil's main group and each extra group, an employee's groups."""

    class Role(models.TextChoices):
        PUPIL = "pupil", "Elev"
        STAFF = "staff", "Ansat"
        EXTERN = "extern", "Ekstern"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "group", "role"], condition=OPEN, name="one_open_membership"),
            models.CheckConstraint(condition=ORDERED, name="membership_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["group", "role", "to_on"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"


class Enrolment(Dated):
    """A pupil at a school: in which main group and at which grade. A new school year's class is a new row."""

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="enrolments")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="enrolments")
    grade = models.SmallIntegerField(null=True)
    role = models.CharField(max_length=10, default="Elev", help_text="Barn, Elev or Studerende")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "school", "role"], condition=OPEN, name="one_open_enrolment"),
            models.CheckConstraint(condition=ORDERED, name="enrolment_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["school", "to_on"]), models.Index(fields=["group", "to_on"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"


class Post(Dated):
    """A position at a school, or with the municipality where `school` is null. The register's role, or one set locally."""

    class Role(models.TextChoices):
        TEACHER = "teacher", "Lærer"
        PEDAGOGUE = "pedagogue", "Pædagog"
        SUBSTITUTE = "substitute", "Vikar"
        LEADER = "leader", "Leder"
        MANAGEMENT = "management", "Ledelse"
        OFFICE = "office", "TAP"
        CONSULTANT = "consultant", "Konsulent"
        TRAINEE = "trainee", "Praktikant"
        EXTERN = "extern", "Ekstern"
        SECRETARY = "secretary", "Sekretær"
        MUNICIPAL_ADMIN = "municipal_admin", "Registeradministrator"
        MUNICIPAL_ANALYST = "municipal_analyst", "Konsulent i kommunen"
        SUPPORT = "support", "Leverandørens støtte"

    LOCAL = ("secretary", "municipal_admin", "municipal_analyst", "support")

    code = CodeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    occupation = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "school", "role"], condition=OPEN, name="one_open_post"),
            models.CheckConstraint(condition=ORDERED, name="post_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"


class Guardianship(Dated):
    """One contact person of one pupil. Grants access only with custody or another recorded legal basis, live today, and a pupil under 18.

    Folkeskoleloven and forældreansvarsloven give the holder of custody the right to be informed; a contact without it needs another basis.
    """

    class Relation(models.TextChoices):
        MOTHER = "mother", "Mor"
        FATHER = "father", "Far"
        OTHER = "other", "Andet"
        OFFICIAL = "official", "Officielt tilknyttet person"

    code = CodeField()
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardians")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    has_custody = models.BooleanField()
    access_level = models.SmallIntegerField(default=0)
    legal_basis = models.CharField(
        max_length=200, blank=True, help_text="recorded by the school where there is no custody"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "pupil"], condition=OPEN, name="one_open_guardianship"),
            models.CheckConstraint(condition=ORDERED, name="guardianship_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} · {self.pupil}"
