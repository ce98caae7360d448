"""What a page shows is a value, so it can be asked, without a browser, about every choice: are its numbers those of its
sentence, is a share a share, does the picture say what it is?

Each page is opened with the model that came with the app, every experiment is revealed, and every control is moved through
its values. What the pages show on the way is collected where the frame shows it.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from plotly.io import to_json
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, SelectSlider

from core.exhibit import Exhibit
from core.figures import Figure
from core.figures.drawn import Drawn
from core.sentences import Sentence, write
from core.tables import Rows, with_heads
from tests.pages.test_pages import PAGES, ROOT, revealed

WITH_EXHIBITS = sorted(
    name for name, path in PAGES.items() if (ROOT / "pages" / path).with_name("exhibits.py").exists()
)
INPUTS = ("selectbox", "select_slider", "slider", "radio", "checkbox", "toggle", "button_group", "number_input")
MOST = 6  # values of one control that are tried: its ends, and some between
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
MINUS_NOTHING = re.compile(r"(?<!\w)[-−]0(?:\.0*)?(?![\d.]*\d)")
NO_CHANGE = re.compile(r"\bfrom (\S+?) to \1(?![\w%]|[.,]\d)")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


FACTS = Exhibit.facts


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Exhibit]:
    """Every exhibit that the pages show from now on: the frame asks each of them for its facts."""
    seen: list[Exhibit] = []

    def noted(exhibit: Exhibit) -> Rows:
        seen.append(exhibit)
        return facts(exhibit)

    monkeypatch.setattr(Exhibit, "facts", property(noted))
    return seen


@pytest.fixture(autouse=True)
def options_are_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The options of a select slider are texts already; AppTest (Streamlit 1.67) would format them again."""
    formatted = vars(SelectSlider)["format_func"].fget

    def once(slider: SelectSlider[Any]) -> Any:
        return lambda value: value if value in slider.options else formatted(slider)(value)

    monkeypatch.setattr(SelectSlider, "format_func", property(once))


def facts(exhibit: Exhibit) -> Rows:
    assert isinstance(FACTS, property) and FACTS.fget
    return FACTS.fget(exhibit)  # type: ignore[no-any-return]


def values(control: Any) -> Iterator[Any]:
    """Some of the values that a control may take: its ends and evenly between them."""
    if options := list(getattr(control, "options", ())):
        yield from options[:: max(1, -(-len(options) // MOST))]
    elif control.type in ("slider", "number_input") and control.min is not None and control.max is not None:
        yield from (control.min, control.max)
    elif control.type in ("checkbox", "toggle"):
        yield from (False, True)


def moved(page: AppTest) -> None:
    """Move every control through its values, each from where the page began: those of one experiment one at a time, while one
    of each other experiment moves, too, as no experiment looks at another's. Together they take a third of the runs."""
    moving = [turns(page, experiment) for experiment in (*experiments(page), None)]
    while moving := [one for one in moving if next(one, None)]:
        page.run()
        assert not page.exception, page.exception[0].message


def turns(page: AppTest, experiment: str | None) -> Iterator[str]:
    """Set the controls of this experiment, or those outside of all, to their next value; the key of each that was set."""
    done: set[str] = set()
    while control := next((one for one in controls(page, experiment) if one.key not in done), None):
        done.add(control.key)
        began, tried = (
            control.value,
            list(values(control)),
        )  # noted down: a control says what it is now, not what it was
        wanted = [[value] for value in tried] if isinstance(began, list) else tried
        for value in (*wanted, began) if tried else ():
            if there := next((one for one in controls(page, experiment) if one.key == control.key), None):
                there.set_value(value)  # where no other choice has taken it away
                yield control.key


def experiments(page: AppTest) -> dict[str, Block]:
    return {str(one.key): one for one in page.main if isinstance(one, Block) and str(one.key).startswith("experiment_")}


def controls(page: AppTest, experiment: str | None) -> list[Any]:
    """Those of this experiment; those outside of all."""
    inside = {key: inputs(block) for key, block in experiments(page).items()}
    if experiment:
        return inside.get(experiment, [])
    theirs = {control.key for some in inside.values() for control in some}
    return [control for control in inputs(page) if control.key not in theirs]


def inputs(part: AppTest | Block) -> list[Any]:
    return [control for kind in INPUTS for control in part.get(kind) if control.key]


@pytest.mark.parametrize("name", WITH_EXHIBITS)
def test_for_every_choice_sentence_table_and_picture_are_of_one_piece(name: str, shown: list[Exhibit]) -> None:
    moved(revealed(name))
    assert shown
    for exhibit in each_once(shown):
        check(exhibit)


def each_once(shown: Sequence[Exhibit]) -> list[Exhibit]:
    """What is not moved on the page is shown again each time, the very same."""
    return list({_all_of(exhibit): exhibit for exhibit in shown}.values())


def _all_of(exhibit: Exhibit) -> tuple[str, ...]:
    """Everything that is told and shown, written down."""
    picture = exhibit.picture.to_dict() if isinstance(exhibit.picture, Drawn) else exhibit.picture
    drawn = to_json(picture) if isinstance(picture, dict | Figure) else repr(picture)
    said = type(exhibit.says), exhibit.says, getattr(exhibit.says, "facts", None), exhibit.alt, exhibit.over_time
    return drawn, *map(repr, (*said, exhibit.numbers, facts(exhibit), exhibit.origin, type(exhibit.picture)))


def check(exhibit: Exhibit) -> None:
    said = exhibit.says
    assert isinstance(said, Sentence), f"no words of a lesson's file: {said}"
    table = " ".join(str(value) for row in (*exhibit.numbers, *facts(exhibit)) for value in row.values())
    for name, written in said.facts.items():
        assert NUMBER.search(written), f"{name} is {written!r}: {said}"
        assert set(NUMBER.findall(written)) <= set(NUMBER.findall(table)), f"the table lacks {name}: {said}"
        if written.endswith("%"):
            assert 0 <= float(written.strip("<>%").replace(",", "")) <= 100, f"{name} is no share: {said}"
    cells = [str(value) for row in with_heads(exhibit.numbers) for value in row.values()]
    for text in (said, exhibit.alt, *cells, *(exhibit.over_time.says.values() if exhibit.over_time else ())):
        check_numbers(text)
    assert exhibit.origin.says, "nobody says where this comes from"
    if isinstance(exhibit.picture, Figure):
        assert exhibit.alt, f"a picture that nobody describes: {said}"
    if isinstance(exhibit.picture, Sequence):
        bare = {head for row in with_heads(exhibit.picture) for head, value in row.items() if isinstance(value, float)}
        assert not bare, f"Streamlit writes four decimals, whatever the words say: {bare}: {said}"
    if isinstance(exhibit.picture, Drawn):
        records = exhibit.picture.to_dict()
        assert to_json(records) == to_json(Figure(records).to_dict()), f"Plotly would send another figure: {said}"


def check_numbers(text: str) -> None:
    assert not MINUS_NOTHING.search(text), f"nothing has no sign: {text}"
    assert not NO_CHANGE.search(text), f"nothing changed: {text}"


@pytest.mark.parametrize(
    ("said", "rows", "fault"),
    [
        ("It grew by {by:.1f}.", [{"loss": "0.3"}], ""),
        ("The loss changes by -0.00.", [], "nothing has no sign"),
        ("The loss changes by −0%.", [], "nothing has no sign"),
        ("It moved by -0.", [], "nothing has no sign"),
        ("It moved by -0.5, to -0.05 and 1990-0.", [], ""),
        ("Its share goes from 100% to 100%.", [], "nothing changed"),
        ("The loss went from 0.70 to 0.70, and stopped.", [], "nothing changed"),
        ("Its share goes from 10% to 100%, its loss from 0.7 to 0.70 and 1 to 1.", [], ""),
        ("It went from 1 to 1.5 and from 2 to 20%.", [], ""),
        ("It lies {by:.1f} away.", [{"frechet": 15.44}], "four decimals"),
        ("It lies {by:.1f} away.", [{"frechet": "15.44"}, {"steps": 4}], ""),
    ],
)
def test_the_check_finds_what_it_is_for(said: str, rows: Rows, fault: str) -> None:
    exhibit = Exhibit(rows or None, write(said, by=0.3), [{"loss": "0.3"}])
    if fault:
        with pytest.raises(AssertionError, match=fault):
            check(exhibit)
    else:
        check(exhibit)
