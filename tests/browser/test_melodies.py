"""Tunes in a real browser: what reaches the audio graph, a beginning on keys, sheet music, files, and a phone."""

import re
from math import log2
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from core.data.melodies import heard
from core.data.melody_files import midi
from tests.browser.conftest import Browser, settle, stopped

# Every note that is given to the audio graph: when, until when, how high.
SPY = """
window.sounded = [];
const start = OscillatorNode.prototype.start, stop = OscillatorNode.prototype.stop;
OscillatorNode.prototype.start = function (when = 0) {
  window.sounded.push({ when, frequency: this.frequency.value, type: this.type });
  this.numbered = window.sounded.length - 1;
  return start.call(this, when);
};
OscillatorNode.prototype.stop = function (when = 0) {
  const one = window.sounded[this.numbered];
  if (one.until === undefined) one.until = when; else one.cut = true;
  return stop.call(this, when);
};
"""


def tune(page: Page) -> Locator:
    return page.locator(".gb:has(.roll)").first


def tokens(page: Page) -> list[str]:
    return tune(page).locator(".text .note").all_inner_texts()


def test_what_stands_there_is_what_sounds_and_it_can_be_stopped(server: Server, browser: Browser) -> None:
    context = browser.visitor()
    context.add_init_script(SPY)
    page = context.new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if server.url not in request.url else None)
    page.goto(f"{server.url}/melodies")
    frame = tune(page)
    expect(frame.locator(".text .note").first).to_be_visible()
    settle(page)
    assert page.evaluate("window.sounded.length") == 0  # nothing plays by itself
    play = frame.get_by_role("button", name="Play the tune")
    play.focus()
    page.keyboard.press("Enter")
    expect(frame).to_have_attribute("data-played", "1")
    sounded = page.evaluate("window.sounded")
    notes = [note for token in tokens(page) if (note := heard(token))]
    assert [round(69 + 12 * log2(one["frequency"] / 440)) for one in sounded] == [n.pitch for n in notes]
    lengths = [one["until"] - one["when"] for one in sounded]
    beat = lengths[0] / notes[0].length
    assert all(abs(length / beat - note.length) < 0.01 for length, note in zip(lengths, notes, strict=True))
    assert all(abs(after["when"] - one["until"]) < 1e-6 for one, after in zip(sounded, sounded[1:], strict=False))
    page.keyboard.press("Enter")  # once more: on a slow machine it came to its end while it was read
    expect(frame).to_have_attribute("data-played", "2")
    frame.get_by_role("button", name="Stop").press("Enter")
    expect(frame.locator(".now")).to_have_text("Stopped.")
    again = f"window.sounded.slice({len(sounded)})"
    assert page.evaluate(f"{again}.length") == len(sounded) and page.evaluate(f"{again}.every((one) => one.cut)")
    volume = frame.get_by_role("slider", name="Volume")
    volume.press("End")
    assert volume.input_value() == "100"
    assert not [url for url in foreign if not url.startswith(("blob:", "data:"))]


def test_who_taps_a_beginning_hears_it_and_the_model_goes_on(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/melodies?begins=keys")
    page, frame = watched.page, tune(watched.page)
    frame.get_by_role("button", name="C4, letter a").focus()
    for letter in "adgk":
        page.keyboard.press(letter)
    expect(frame.locator(".now")).to_have_text("You began with 4 notes: C4 E4 G4 C5")
    expect(frame.locator(".text .note.data").nth(4)).to_have_text("c2")
    settle(page)
    assert tokens(page)[:6] == ["M:4/4", "C2", "E2", "G2", "c2", "|"] and len(tokens(page)) > 20
    expect(page).to_have_url(re.compile("begin=60-4.64-4.67-4.72-4"))
    frame.get_by_role("button", name="Half").click()
    frame.get_by_role("button", name="Take back").click()
    frame.get_by_role("button", name="D4, letter s").click()
    expect(frame.locator(".text .note.data").nth(4)).to_have_text(re.compile("^D"))
    settle(page)
    at = frame.locator(".text .note").nth(12)
    at.click()
    expect(frame.locator(".asked")).to_contain_text("the model expected")
    assert frame.locator(".chances .what").count() == 5
    assert not watched.errors and not watched.foreign and stopped(page) == 0


def test_sheet_music_is_loaded_when_it_is_asked_for_and_has_every_note(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/melodies?begins=tune&example=3")
    page, frame = watched.page, tune(watched.page)
    expect(frame.locator(".text .note").first).to_be_visible()
    assert page.evaluate("window.ABCJS === undefined")
    frame.get_by_role("button", name="Sheet music").click()
    expect(frame.locator(".sheet svg").first).to_be_visible()
    settle(page)
    notes = [token for token in tokens(page) if (note := heard(token)) and note.pitch is not None]
    assert frame.locator(".sheet .abcjs-note").count() == len(notes)
    assert not watched.errors and not watched.foreign


def test_a_midi_file_begins_the_tune_and_a_broken_one_gets_a_sentence(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.mid", tmp_path / "bad.mid"
    good.write_bytes(midi("M:4/4 C2 D2 E2 F2 | G4 G4 ||".split()))
    bad.write_bytes(b"MThd is not enough")
    page = browser.open(f"{server.url}/melodies?begins=file").page
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(good)
    expect(page.get_by_text("From your file: 6 notes")).to_be_visible()
    expect(tune(page).locator(".text .note.data").nth(1)).to_have_text("C2")
    chooser.set_input_files(bad)
    expect(page.get_by_text("ends too early or is damaged")).to_be_visible()
    assert stopped(page) == 0


def test_it_fits_a_phone_and_keys_can_be_tapped(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/melodies?begins=keys", width=390, height=844, has_touch=True).page
    tune(page).get_by_role("button", name="G4, letter g").tap()
    expect(tune(page).locator(".now")).to_have_text("You began with one note: G4")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
