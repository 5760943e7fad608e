"""What a child of six can do: see pictures, press what is large, and listen. No step here looks for a word."""

from playwright.sync_api import Locator, Page, expect

YOUNG = 72  # points: the least a target of 0.–3. klasse measures


def needs_no_reading(page: Page) -> None:
    """Everything a finger can press has a picture, and is 72 points wide and high."""
    pressed = page.locator(
        ":is(#indhold, .topbar) :is(a, button, summary, label:has(input)):visible, .tabbar a:visible"
    )
    assert pressed.count() > 4
    for target in pressed.all():
        words = target.inner_text() or target.get_attribute("aria-label")
        box = target.bounding_box()
        assert target.locator("svg, img").count() > 0, f"no picture: {words}"
        assert box and box["height"] >= YOUNG and box["width"] >= YOUNG, f"too small: {words} {box}"


def pictured(page: Page, icon: str) -> Locator:
    """What can be pressed and carries this picture."""
    return page.locator(f'#indhold :is(a, button, label, summary):has(> svg use[href$="#{icon}"]):visible')


def place(page: Page, number: int) -> None:
    """Press one of the places at the bottom, counted from the left."""
    page.locator(".tabbar a").nth(number).click()
    page.wait_for_load_state()


def hears(loudspeaker: Locator, *files: str) -> None:
    """The loudspeaker can be pressed, and plays the recorded sounds: first of all the first of `files`."""
    addresses = loudspeaker.evaluate("each => each.dataset.audio ?? each.dataset.instead")
    assert [address.rsplit("/", 1)[1].removesuffix(".mp3") for address in addresses.split(" ")] == list(files)
    loudspeaker.get_by_role("button").click()
    sound = loudspeaker.locator("audio")
    expect(sound).to_have_attribute("src", addresses.split(" ")[0])
    assert sound.evaluate("each => each.error") is None
    loudspeaker.get_by_role("button").click()
    expect(sound).to_have_count(0)


def speaks(page: Page) -> None:
    """Where the device has no voice every loudspeaker is there all the same: a recording, or the word to fetch an adult."""
    buttons = page.locator("#indhold :not([hidden]) > * spor-speak > button")
    assert buttons.count() > 0
    assert page.locator("#indhold spor-speak > button[hidden]").count() == 0


def says_something(page: Page) -> None:
    """Press the microphone, speak, press the red square."""
    pictured(page, "mic").first.click()
    expect(page.get_by_role("timer")).to_have_text("0:01")
    pictured(page, "circle-stop").click()
