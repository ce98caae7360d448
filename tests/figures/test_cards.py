"""Two-sided cards on the page and on paper: what is an opinion is marked, and everything is shown as text."""

from dataclasses import replace

from core.cards import society
from core.figures.cards import cards_payload, sheet
from core.lessons import lesson

TEXT = lesson("society")


def test_a_sheet_to_print_holds_every_card_as_text():
    cited = society()
    printed = sheet(replace(TEXT, question="What <does> it change?"), cited.as_of, cited.cards)
    assert "What &lt;does&gt; it change?" in printed and "<script" not in printed and 'src="' not in printed
    assert printed.count("<article>") == len(cited.cards) and printed.count("What you can do") == len(cited.cards)


def test_a_card_marks_what_is_an_opinion_and_whose():
    work = cards_payload(TEXT, society().cards)["cards"][0]
    assert [one["kind"] for one in work["sides"][0]["said"]] == [
        "Fact",
        "Opinion of Dario Amodei, who leads the AI company Anthropic",
    ]
    assert work["age"].startswith("Last checked in ") and work["do"]
    assert [later["date"] for later in work["sides"][0]["said"][0]["newer"]] == ["2026-02-09"]
