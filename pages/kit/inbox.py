"""What a learner hands in to be read by a worker: pasted into a box or chosen as a file, until another one comes.

A worker reads it once; a rerun of the page only shows what the worker said. The text itself stays on disk
(`core.training.texts`). The session knows it by its key, and so does the notebook: it is there after a reload.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.lessons import frame
from core.training import texts
from pages.kit import kept, visit
from pages.kit.controls import Controls


class Known(Protocol):
    """What a worker read, which knows the key of its text."""

    @property
    def key(self) -> str: ...


R = TypeVar("R", bound=Known)


@dataclass
class HandedIn(Generic[R]):
    """What was pasted or chosen last, and the worker's answer to it."""

    key: str
    name: str  # of the file; empty for what was pasted
    pasted: str  # what stood in the box then
    file: str = ""  # which upload it was
    moved: bool = False  # was it too long to stay in the box?
    answer: Future[R] | None = None
    read: R | None = None


@dataclass(frozen=True)
class Inbox(Generic[R]):
    """The last that was handed in: in the session under `now`, in the notebook under `noted`; `found` looks up by its key
    what a worker has read before, or None."""

    now: str
    noted: str
    found: Callable[[str], R | None]

    def latest(self, pasted: str, upload: UploadedFile | None) -> HandedIn[R] | None:
        """What counts now: the file, until the box says something else; else what stands in the box."""
        now: HandedIn[R] | None = visit.get(self.now) or self._noted(pasted)
        if now and not kept.get(self.noted):  # everything was set back to its beginning
            visit.take(self.now, None)
            now = None
        if upload and (now is None or now.file != upload.file_id):
            return self.hand_in(upload.getvalue(), upload.name, pasted, upload.file_id)
        if not upload and (now is None or now.pasted != pasted):
            self.forget()
            return self.hand_in(pasted, "", pasted) if pasted.strip() else None
        return now

    def hand_in(self, content: bytes | str, name: str, pasted: str, file: str = "", moved: bool = False) -> HandedIn[R]:
        """Put it on disk in the place of what was there before."""
        self.forget()
        now: HandedIn[R] = visit.put(self.now, HandedIn(texts.hand_in(content), name, pasted, file, moved))
        kept.put(self.noted, {"key": now.key, "name": name, "moved": moved})
        return now

    def forget(self) -> None:
        """Also where the learner chose another file, or took the one away that was there."""
        now: HandedIn[R] | None = visit.take(self.now, None)
        if now:
            texts.forget(now.key)
            kept.put(self.noted, None)

    def _noted(self, pasted: str) -> HandedIn[R] | None:
        """What was handed in before the page was loaded anew, where a worker has read it."""
        before = kept.get(self.noted, {})
        read = self.found(str(before.get("key", "")))
        if read is None:
            return None
        moved, name = bool(before.get("moved")), str(before.get("name", ""))
        now: HandedIn[R] = visit.put(self.now, HandedIn(read.key, name, pasted, read=read, moved=moved))
        return now


def arrived(now: HandedIn[R]) -> bool:
    """Is the worker's answer there? Until it is, the page says so and looks again by itself."""
    answer = now.answer
    assert answer is not None
    if answer.done():
        now.answer = None
        if answer.exception() is None:
            now.read = answer.result()
            return True
        st.warning(frame().say("reader lost"))
        Controls(frame()).button("read_again")  # the rerun asks anew
        return False

    @st.fragment(run_every=0.3)
    def wait() -> None:
        st.markdown(frame().say("reads file" if now.name else "reads text"))
        if answer.done():
            st.rerun()

    wait()
    return False
