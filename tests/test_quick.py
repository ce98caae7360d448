"""Which tests `make quick` runs."""

from scripts.quick import dependents, nearest, touched


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
