"""Sound in three ways of writing in a real browser: what reaches the audio graph, zoom, files, a phone, a training that stops."""

import io
import re
import wave
from pathlib import Path

import numpy as np
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from core.data.instruments import RATE
from core.measure.sound_written import three_ways
from tests.browser.conftest import WORKER, Browser, Watched, on, settle, stopped

# Every sound that is given to the audio graph, and whether it was cut. None ends by itself before a slow machine stops it.
SPY = """
window.sounded = [];
const start = AudioBufferSourceNode.prototype.start, stop = AudioBufferSourceNode.prototype.stop;
AudioBufferSourceNode.prototype.start = function (...when) {
  window.sounded.push({ rate: this.buffer.sampleRate, samples: [...this.buffer.getChannelData(0)], cut: false });
  this.numbered = window.sounded.length - 1;
  this.loop = true;
  return start.apply(this, when);
};
AudioBufferSourceNode.prototype.stop = function (...when) {
  window.sounded[this.numbered].cut = true;
  return stop.apply(this, when);
};
"""


def rows(page: Page) -> Locator:
    return page.locator(".st-key-living_picture .gb:has(.rows)").first


def test_each_way_of_writing_sounds_as_it_was_computed_and_can_be_stopped(server: Server, browser: Browser) -> None:
    context = browser.visitor()
    context.add_init_script(SPY)
    page = context.new_page()
    page.goto(f"{server.url}/melodies_deeper")
    frame = rows(page)
    expect(frame.locator(".row canvas").first).to_be_visible()
    settle(page)
    assert page.evaluate("window.sounded.length") == 0  # nothing plays by itself
    truth = three_ways(0, 1)
    for number, (way, name) in enumerate((("notes", "Notes"), ("spectrum", "Spectrum"), ("samples", "Samples")), 1):
        button = frame.get_by_role("button", name=f"Play: {name}")
        button.focus()
        page.keyboard.press("Enter")
        expect(frame).to_have_attribute("data-played", str(number))
        one = page.evaluate(f"window.sounded[{number - 1}]")
        assert one["rate"] == RATE and len(one["samples"]) == len(truth[way])
        assert np.abs(np.array(one["samples"]) - truth[way]).max() < 0.03
    frame.get_by_role("button", name="Stop").press("Enter")
    expect(frame.locator(".now")).to_have_text("Stopped.")
    assert page.evaluate("window.sounded.every((one) => one.cut)")
    volume = frame.get_by_role("slider", name="Volume")
    volume.press("End")
    assert volume.input_value() == "100"


@on("melodies_deeper")
def test_zooming_in_counts_what_is_in_sight_and_a_sound_is_saved(lesson: Watched, tmp_path: Path) -> None:
    page, frame = lesson.page, rows(lesson.page)
    last = frame.locator(".row canvas").nth(2)
    assert re.search(r"36000 samples|36,000 samples", last.get_attribute("aria-label") or "")
    frame.get_by_role("button", name="10 ms").click()
    seen = re.search(r"(\d+) samples", last.get_attribute("aria-label") or "")
    assert seen and 119 <= int(seen[1]) <= 122
    place = frame.get_by_role("slider", name="From")
    place.press("End")
    assert "to 3.00" in (last.get_attribute("aria-label") or "")
    with page.expect_download() as coming:
        frame.get_by_role("button", name="Save as a WAV file: Samples").click()
    coming.value.save_as(tmp_path / "sound.wav")
    with wave.open(io.BytesIO((tmp_path / "sound.wav").read_bytes())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_767
    assert np.abs(samples - three_ways(0, 1)["samples"]).max() < 0.03
    assert lesson.errors == [] and lesson.foreign == [] and stopped(page) == 0


def test_a_training_of_samples_is_heard_after_a_few_updates_and_stops(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/melodies_deeper?reach_seed=8").page
    experiment = page.locator(".st-key-experiment_melodies_deeper-reach")
    experiment.get_by_text("Yes, clearly", exact=True).click()
    settle(page)
    experiment.get_by_role("button", name="Train it yourself").click()
    expect(experiment.get_by_text("After 12 updates", exact=True)).to_be_visible(timeout=WORKER)
    experiment.get_by_role("button", name="Stop training").click()
    expect(experiment.get_by_role("button", name="Continue")).to_be_visible(timeout=WORKER)
    expect(experiment.get_by_role("button", name="Play: After 12 updates")).to_be_visible()
    assert stopped(page) == 0
