"""What waits for a browser never asks it to put something where it has nothing, and what it asked for is answered, whenever
a page or a fragment begins anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

import app  # noqa: F401 - starts nothing, but mends what it serves with
from server.messages import MessageQueue, Path

FRAGMENT, OTHER = "guess", "chart"


def message(path: Path, fragment: str = "", kind: str = "new_element") -> ForwardMsg:
    """Something new at a place: an element, a container (`add_block`), or a reference to a known element (`ref_hash`)."""
    made = ForwardMsg()
    made.metadata.delta_path.extend(path)
    if kind == "ref_hash":
        made.ref_hash = "known"
        return made
    made.delta.fragment_id = fragment
    getattr(made.delta, kind).SetInParent()
    return made


def run(place: Path, parts: list[int], fragment: str) -> list[ForwardMsg]:
    """A fragment's run: its container, in it one container a part, in that so many elements and a known one."""
    sent = [message(place, fragment, "add_block")]
    for number, elements in enumerate(parts):
        part = (*place, number)
        sent.append(message(part, fragment, "add_block"))
        sent += [message((*part, at), fragment) for at in range(elements)]
        sent.append(message((*part, elements), kind="ref_hash"))
    return sent


class Page:
    """What the browser has: how many children stand at each place. Puts things as Streamlit's own page does."""

    def __init__(self) -> None:
        self.children: dict[Path, int] = {(): 0}

    def put(self, sent: ForwardMsg) -> None:
        path = tuple(sent.metadata.delta_path)
        parent, at = path[:-1], path[-1]
        assert parent in self.children, f"nothing stands at {parent}"
        assert at <= self.children[parent], f"{at} of {self.children[parent]} in {parent}"
        self.children[parent] = max(self.children[parent], at + 1)
        if sent.HasField("delta") and sent.delta.WhichOneof("type") == "add_block":
            self.children.setdefault(path, 0)


def opened(queue: ForwardMsgQueue) -> Page:
    """A page with two fragments and elements of its own before and between them, as yet without anything in them."""
    page = Page()
    for sent in (message((0,), kind="add_block"), message((0, 0)), *run((0, 1), [], FRAGMENT), *run((0, 2), [], OTHER)):
        queue.enqueue(sent)
    for sent in queue.flush():
        page.put(sent)
    return page


def test_the_app_serves_with_the_mended_line() -> None:
    assert app_session.ForwardMsgQueue is MessageQueue


def test_streamlit_itself_leaves_a_reference_without_its_container() -> None:
    """When this fails, server/messages.py has done its duty and can go."""
    left = {}
    for kind in (ForwardMsgQueue, MessageQueue):
        queue = kind()
        for sent in run((0, 1), [2], FRAGMENT):
            queue.enqueue(sent)
        queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[FRAGMENT])
        left[kind] = [sent.WhichOneof("type") for sent in queue.flush()]
    assert left == {ForwardMsgQueue: ["ref_hash"], MessageQueue: []}


PARTS = st.lists(st.integers(0, 3), max_size=4)


@given(st.lists(st.tuples(st.sampled_from([FRAGMENT, OTHER]), PARTS, st.sets(st.integers(0, 20))), max_size=6))
def test_no_message_asks_for_a_place_that_is_not_there(runs: list[tuple[str, list[int], set[int]]]) -> None:
    """Fragments run one after the other, each with more or fewer parts than before; the line is sent at any moment."""
    queue = MessageQueue()
    page = opened(queue)
    places = {FRAGMENT: (0, 1), OTHER: (0, 2)}
    for fragment, parts, moments in runs:
        queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[fragment])
        for moment, sent in enumerate(run(places[fragment], parts, fragment)):
            queue.enqueue(sent)
            if moment in moments:
                for flushed in queue.flush():
                    page.put(flushed)
    for flushed in queue.flush():
        page.put(flushed)


def test_another_fragments_references_stay_in_the_line() -> None:
    queue = MessageQueue()
    opened(queue)
    for sent in (*run((0, 1), [1], FRAGMENT), *run((0, 2), [1], OTHER)):
        queue.enqueue(sent)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[FRAGMENT])
    assert [tuple(sent.metadata.delta_path)[:2] for sent in queue.flush()] == [(0, 2)] * 4


def answer() -> ForwardMsg:
    """Where a file that somebody has just chosen is to be sent."""
    made = ForwardMsg()
    made.file_urls_response.response_id = "asked"
    return made


@pytest.mark.parametrize("fragments", [None, [FRAGMENT]], ids=["whole page", "fragment"])
def test_a_chosen_file_learns_where_to_go_though_the_page_begins_anew(fragments: list[str] | None) -> None:
    queue = MessageQueue()
    opened(queue)
    for sent in (*run((0, 1), [1], FRAGMENT), answer(), *run((0, 1), [1], FRAGMENT)):
        queue.enqueue(sent)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=fragments)
    for sent in run((0, 1), [2], FRAGMENT):
        queue.enqueue(sent)
    kinds = [sent.WhichOneof("type") for sent in queue.flush()]
    assert kinds.count("file_urls_response") == 1
    assert not queue.flush(), "what was sent is gone"


def test_streamlit_itself_forgets_the_answer() -> None:
    """When this fails, `ANSWERS` in server/messages.py has done its duty and can go."""
    queue = ForwardMsgQueue()
    queue.enqueue(answer())
    queue.clear(retain_lifecycle_msgs=True)
    assert not queue.flush()
