"""The sweep erases what nobody refers to and leaves everything else, also what is just being handed in."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError

from spor.base import files
from spor.base.files import sweeping
from spor.base.models import StoredFile
from spor.curriculum.models import Framework, FrameworkVersion, Goal, GoalWording
from tests.rooms.base.samples import PDF, jpeg, upload

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1, minutes=1)


@pytest.fixture
def grow_old(own_files: Path) -> object:
    """`grow_old()`: everything in the folder has lain untouched for two days."""

    def make() -> None:
        then = time.time() - 2 * 86400
        for path in own_files.rglob("*"):
            os.utime(path, (then, then))

    return make


def lying(folder: Path) -> int:
    return sum(path.is_file() and path.name != "lock" for path in folder.rglob("*"))


@pytest.fixture
def referred(now: dt.datetime) -> StoredFile:
    """A file that a goal in pupil language refers to, by a relation that has no name on the file's side."""
    framework = Framework.objects.create(key="egne", name="Egne mål", kind=Framework.Kind.LOCAL)
    version = FrameworkVersion.objects.create(framework=framework, label="2026", from_on=now.date())
    goal = Goal.objects.create(version=version, kind=Goal.Kind.OWN, identity="a", text="Jeg kan")
    stored = files.store(upload(PDF, "brev.pdf"), now=now)
    GoalWording.objects.create(goal=goal, text="Jeg kan", sound=stored)
    return stored


def test_what_nobody_refers_to_for_a_day_is_erased_with_its_bytes(
    now: dt.datetime, own_files: Path, grow_old: object
) -> None:
    files.store(upload(jpeg()), now=now)
    grow_old()
    swept = files.sweep(now + DAY)
    assert (swept.rows, swept.files) == (1, 3) and swept.bytes > 1000
    assert not StoredFile.objects.exists() and lying(own_files) == 0


def test_what_is_referred_to_stays(now: dt.datetime, referred: StoredFile, own_files: Path, grow_old: object) -> None:
    grow_old()
    assert files.sweep(now + DAY) == files.Swept(0, 0, 0)
    assert files.read(referred)


def test_what_came_today_stays(now: dt.datetime, own_files: Path, grow_old: object) -> None:
    files.store(upload(jpeg()), now=now)
    grow_old()
    assert files.sweep(now + dt.timedelta(hours=23)) == files.Swept(0, 0, 0)
    assert lying(own_files) == 3


def test_bytes_that_another_row_names_stay(now: dt.datetime, referred: StoredFile, grow_old: object) -> None:
    files.store(upload(PDF, "igen.pdf"), now=now)
    grow_old()
    assert files.sweep(now + DAY) == files.Swept(1, 0, 0)
    assert files.read(referred) == PDF


def test_a_content_whose_row_never_came_goes_after_a_day(now: dt.datetime, own_files: Path, grow_old: object) -> None:
    files.prepare(upload(jpeg()))
    (own_files / "tmp" / "half").write_bytes(b"half a file")
    assert files.sweep(now) == files.Swept(0, 0, 0)
    grow_old()
    assert files.sweep(now).files == 4 and lying(own_files) == 0


def test_a_content_that_is_found_again_is_young_again(now: dt.datetime, own_files: Path, grow_old: object) -> None:
    files.prepare(upload(jpeg()))
    grow_old()
    ready = files.prepare(upload(jpeg()))
    assert files.sweep(now) == files.Swept(0, 0, 0)
    assert files.read(files.store(ready, now=now))


def test_a_row_that_is_referred_to_in_the_same_moment_stays(
    now: dt.datetime, referred: StoredFile, own_files: Path, monkeypatch: pytest.MonkeyPatch, grow_old: object
) -> None:
    monkeypatch.setattr(sweeping, "unreferred", lambda now: [referred])
    grow_old()
    with pytest.raises(ProtectedError):
        referred.delete()
    assert files.sweep(now + DAY) == files.Swept(0, 0, 0)


def test_an_empty_folder_is_nothing_to_do(now: dt.datetime) -> None:
    assert files.sweep(now) == files.Swept(0, 0, 0)


def test_the_command_says_what_it_did(
    now: dt.datetime, capsys: pytest.CaptureFixture[str], set_clock: object, grow_old: object
) -> None:
    files.store(upload(jpeg()), now=now)
    grow_old()
    set_clock(now + DAY)
    call_command("sweep_files")
    assert capsys.readouterr().out == "Erased 1 stored files and 3 contents, 0.0 MB.\n"
