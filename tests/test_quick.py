"""Which tests `make quick` runs."""

from scripts.quick import dependents, nearest, no_longer, touched


def test_the_nearest_tests_come_first_and_those_in_a_browser_not_at_all() -> None:
    graph = {
        "core/a.py": ["core/b.py", "tests/browser/test_page.py"],
        "core/b.py": ["core/a.py", "tests/test_b.py"],
        "core/c.py": ["tests/test_c.py"],
    }
    assert nearest(["core/a.py", "tests/test_layers.py"], graph) == ["tests/test_layers.py", "tests/test_b.py"]
    imported = nearest(["core/sampling.py"], dependents())
    assert imported[0] == "tests/test_sampling.py" and "tests/test_files.py" not in imported


def test_a_lesson_is_touched_by_its_page_and_by_its_text() -> None:
    files = ["pages/images/gan/exhibits.py", "assets/lessons/en/tokens.yaml", "core/files.py"]
    assert touched(files, ["gan", "tokens", "tokens_deeper", "training"]) == ["gan", "tokens"]


def test_a_quote_of_words_that_a_lesson_no_longer_has_is_found_whatever_its_numbers() -> None:
    before = "told: It has {signs:1 sign|# signs} of\n  {most:,}, and {auc:.2f} there. What stays, stays.\n"
    now = "told: It is {signs} long; at most {most:,}, and {auc:.2f} on these. What stays, stays.\n"
    test = """assert "0.97 there" in said and 'signs} of 1,000' in text and "What stays" in text and "there" in "no words of it" """
    assert no_longer(before, now, test) == ["0.97 there"]
    assert no_longer(before, now, """'{signs:1 sign|# signs} of 4,131, and 0.5'""") == [
        "{signs:1 sign|# signs} of 4,131, and 0.5"
    ]
    assert no_longer(before, before, test) == []
