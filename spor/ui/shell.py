"""What the frame around every page shows. `spor.home.navigation` fills it in; the templates of this room only draw it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NavItem:
    """One way to go.

    `icon` is a symbol in icons.svg. `count` is what waits there (0 hides it). `is_main` lifts the item in the tab bar on phones:
    at most one of a person's tabs, the one that begins something («Gem spor»).
    """

    label: str
    url: str
    icon: str = ""
    current: bool = False
    count: int = 0
    is_main: bool = False


@dataclass(frozen=True)
class Me:
    """The signed-in person as the frame names them. `key` picks the hue of the initials and never changes for a person."""

    name: str
    place: str = ""
    key: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Guest:
    """A child at a class's tablet, as the frame names them: a picture in a colour, a way to say «det er ikke mig», and when it ends.

    `idle` seconds without a touch the page presses `leave_url` itself; `left` seconds from now the tablet closes.
    """

    name: str
    icon: str
    colour: str
    leave_url: str
    pulse_url: str
    idle: int
    left: int


@dataclass(frozen=True)
class Session:
    """How long the reader stays signed in: seconds left, where to ask and to say that one is there, and where to sign in again.

    `stronger_url` is set for staff whose session proved too little to show them anything of a pupil.
    """

    left: int
    time_url: str
    sign_in_url: str
    stronger_url: str = ""


@dataclass(frozen=True)
class Shell:
    """The frame of one request. Without `me` nobody is signed in, and only the logo shows.

    `items` are the main destinations, `classes` the reader's own classes, `tabs` at most five for the phone.
    `tell_url` is where staff say what they wish or what does not work on the page they come from.
    `window_url` is where the supplier's support closes the window that is open to it.
    `session` says before it ends.
    `young` is true for a pupil in 0.–3. klasse: pages then extend ui/young.html.
    """

    me: Me | None = None
    guest: Guest | None = None
    items: tuple[NavItem, ...] = field(default=())
    classes: tuple[NavItem, ...] = field(default=())
    tabs: tuple[NavItem, ...] = field(default=())
    young: bool = False
    search_url: str = ""
    sign_out_url: str = ""
    tell_url: str = ""
    window_url: str = ""
    demo: bool = False
    session: "Session | None" = None
    language_code: str = "da"
    home_url: str = "/"

    @property
    def has_rail(self) -> bool:
        """A side rail for those with more destinations than a line across the top can hold; the others get that line."""
        return bool(self.classes) or len(self.items) > 5
