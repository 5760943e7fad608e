"""A forløb to write in, and the short ways to write in it."""

import pytest

from spor.base.codes import new_code
from spor.forloeb import actions
from spor.forloeb.actions.start_forloeb import Frame
from spor.forloeb.models import Block
from spor.forloeb.texts import BlockText


@pytest.fixture
def mette(cast, actor):
    return actor(cast.mette)


@pytest.fixture
def jonas(cast, actor):
    return actor(cast.jonas)


@pytest.fixture
def begin(cast, mette):
    """`begin()` → a forløb of Mette's; `begin(title="…")`."""

    def make(title="Gys og gru", by=None, **more):
        frame = Frame(subject=cast.dansk, grade=5, from_week=46, to_week=50, week_year=2026)
        start = {"school": cast.kastanje, "title": title, "frame": frame, "key": new_code(), **more}
        return actions.start_forloeb(actor=by or mette, **start)

    return make


@pytest.fixture
def forloeb(begin):
    return begin()


@pytest.fixture
def shared(cast, mette, forloeb):
    """The same forløb, with Jonas writing along."""
    actions.add_author(actor=mette, forloeb=forloeb, person=cast.jonas)
    return forloeb


@pytest.fixture
def put(mette):
    """`put(forloeb, "text", body="…")` → a new block that says so."""

    def make(forloeb, kind="text", by=None, **said):
        text = BlockText(**said)
        return actions.add_block(actor=by or mette, forloeb=forloeb, kind=Block.Kind(kind), key=new_code(), text=text)

    return make


@pytest.fixture
def write():
    """`write(actor, block, "text")` saves from the head as it is; `base=` from another state."""

    def save(by, block, body, base=None, **said):
        block.refresh_from_db()
        return actions.save_block(
            actor=by, block=block, base=block.head.base if base is None else base, text=BlockText(body=body, **said)
        )

    return save


@pytest.fixture
def mine(cast, client, sign_in):
    """The test client, signed in as Mette."""
    sign_in(client, cast.mette)
    return client
