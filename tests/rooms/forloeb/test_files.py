"""A file in a block: for its authors, and with a sentence where it cannot be taken."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def _page(forloeb):
    return reverse("forloeb", args=[forloeb.code])


def _at(name, forloeb, block, *more):
    return reverse(name, args=[forloeb.code, block.code, *more])


def test_a_file_lies_in_the_block_and_is_fetched_by_authors_only(mine, cast, client, sign_in, forloeb, put):
    block = put(forloeb, "resource")
    file = SimpleUploadedFile("uhyggeord.txt", "mørk, kold, stille".encode(), "text/plain")
    assert mine.post(_at("forloeb_block_file", forloeb, block), {"file": file}).status_code == 302
    block.refresh_from_db()
    address = reverse("forloeb_file", args=[forloeb.code, block.head.file.code])
    page = mine.get(_page(forloeb)).content.decode()
    assert address in page
    assert block.head.title == "uhyggeord"
    answer = mine.get(address)
    assert b"".join(answer.streaming_content).decode() == "mørk, kold, stille"
    assert mine.get(reverse("forloeb_file", args=[forloeb.code, "0" * 12])).status_code == 404
    sign_in(client, cast.otto)
    assert client.get(address).status_code == 404
    sign_in(client, cast.mette)
    mine.post(_at("forloeb_block_file_removal", forloeb, block))
    assert address not in mine.get(_page(forloeb)).content.decode()


def test_a_file_that_cannot_be_taken_is_said_beside_the_field(mine, forloeb, put):
    block = put(forloeb, "resource", body="Det, jeg skrev")
    file = SimpleUploadedFile("virus.exe", b"MZ" + b"\0" * 200)
    answer = mine.post(_at("forloeb_block_file", forloeb, block), {"file": file})
    assert answer.status_code == 415
    assert "Det, jeg skrev" in answer.content.decode()
    assert "Den slags fil" in answer.content.decode()
    nothing = mine.post(_at("forloeb_block_file", forloeb, block), {})
    assert nothing.status_code == 422
    assert "Vælg først en fil" in nothing.content.decode()
