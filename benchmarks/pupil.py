"""A pupil: a session of the app that opens pages and uses what is on them, without a browser, by Streamlit's own messages.

It does what a browser does between a click and the answer: it keeps what the page shows, so that it knows the controls and
what they may be set to; it asks for one fragment where a control stands in one; it remembers long messages, as browsers do,
so that the server need not send them again; it follows a page that asks to be run again by itself; it uploads a file.
It draws nothing, and loads no scripts and fonts: `first_visit` measures those. Knows nothing of any page.
"""

import asyncio
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.typing import Origin, Subprotocol

PATIENCE = 180.0  # seconds until an answer that does not come counts as an error
REMEMBERED = 2  # runs of a page for which a browser keeps a long message that is shown no more
KINDS = (
    "slider",
    "selectbox",
    "radio",
    "button_group",
    "number_input",
    "checkbox",
    "text_input",
    "text_area",
    "button",
)
EARLY = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
MOST_LETTERS = 200
WORDS = (
    "Yito lives in",
    "the old mill",
    "a red fox ran home",
    "who keeps bees",
    "once in winter",
    "she works as a baker",
)


@dataclass
class Control:
    """Something on the page that a pupil can use."""

    kind: str
    key: str
    fragment: str
    element: Any  # Streamlit's message of this kind


@dataclass
class Shown:
    """An element of the page, and in which run of it and which fragment it came."""

    element: Any
    fragment: str
    run: int


@dataclass
class Pupil:
    """One pupil with a browser tab. `waited` are the seconds of every answer so far."""

    port: int
    cookie: str
    waited: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    page: str = ""
    query: str = ""
    hash: str = ""
    session: str = ""
    runs: int = 0  # of whole pages
    shown: dict[tuple[int, ...], Shown] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    long: dict[str, tuple[ForwardMsg, int]] = field(default_factory=dict)
    again: dict[str, float] = field(
        default_factory=dict
    )  # fragments that ask to be run again, and how often, in seconds

    async def __aenter__(self) -> "Pupil":
        host = f"127.0.0.1:{self.port}"
        self.socket = await websockets.connect(
            f"ws://{host}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], origin=Origin(f"http://{host}"),
            max_size=None, ping_interval=None, additional_headers={"Cookie": f"glassbox={self.cookie}"},
        )  # fmt: skip
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self.socket.close()

    # --- what a pupil does

    async def open(self, page: str) -> None:
        """Go to a page, as the menu does; "" is the first one."""
        self.page, self.query, self.hash = page, "", ""
        self.shown.clear()
        self.states.clear()
        self.again.clear()
        message = BackMsg()
        message.rerun_script.page_name = page
        await self._ask(message)

    def controls(self) -> Iterator[Control]:
        """All that can be used on the page now."""
        for one in self.shown.values():
            kind = one.element.WhichOneof("type")
            if kind in KINDS:
                element = getattr(one.element, kind)
                key = key_of(element.id)
                if key and not element.disabled:
                    yield Control(kind, key, one.fragment, element)

    def control(self, key: str) -> Control | None:
        """The control of this key, where the page has it now."""
        return next((one for one in self.controls() if one.key == key), None)

    async def use(self, control: Control, share: float) -> None:
        """Press it, or set it to the value that stands at this share, 0 to 1, of all that it may be set to."""
        state = moved(control, share)
        if control.kind == "button":
            await self._rerun(control.fragment, state)
        else:
            self.states[control.element.id] = state
            await self._rerun(control.fragment)

    async def upload(self, name: str, content: bytes) -> bool:
        """Choose a file where the page asks for one. False where it does not."""
        boxes = (one for one in self.shown.values() if one.element.WhichOneof("type") == "file_uploader")
        box = next((one for one in boxes if not one.element.file_uploader.disabled), None)
        if box is None:
            return False
        request = BackMsg()
        request.file_urls_request.request_id = name
        request.file_urls_request.file_names.append(name)
        request.file_urls_request.session_id = self.session
        await self.socket.send(request.SerializeToString())
        while (message := await self._next()).WhichOneof("type") != "file_urls_response":
            self._note(message)
        where = message.file_urls_response.file_urls[0]
        await asyncio.to_thread(self._send_file, where, name, content)
        state = WidgetState(id=box.element.file_uploader.id)
        state.file_uploader_state_value.uploaded_file_info.add(
            name=name, size=len(content), file_id=where.file_id, file_urls=where
        )
        self.states[state.id] = state
        await self._rerun(box.fragment)
        return True

    async def think(self, seconds: float) -> None:
        """Look at the page. A fragment that asks for it is run again meanwhile, as a browser does it."""
        until = time.monotonic() + seconds
        while self.again and (pause := min(self.again.values())) < until - time.monotonic():
            await asyncio.sleep(pause)
            await self._rerun(min(self.again, key=lambda one: self.again[one]), by_itself=True)
        await asyncio.sleep(max(0.0, until - time.monotonic()))

    async def again_whole(self) -> None:
        """Have the whole page run once more, as when something on it changes by itself."""
        await self._rerun()

    # --- Streamlit's messages

    async def _rerun(self, fragment: str = "", pressed: WidgetState | None = None, by_itself: bool = False) -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = self.hash
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = by_itself
        message.rerun_script.widget_states.widgets.extend([*self.states.values(), *([pressed] if pressed else [])])
        await self._ask(message)

    async def _ask(self, message: BackMsg) -> None:
        """Send it, and read the answer to its end."""
        message.rerun_script.query_string = self.query
        message.rerun_script.cached_message_hashes.extend(self.long)
        began = time.perf_counter()
        self.runs += 1
        fragment = message.rerun_script.fragment_id
        if fragment:
            self.again.pop(fragment, None)
        else:
            self.again.clear()
        await self.socket.send(message.SerializeToString())
        while True:
            try:
                answer = await asyncio.wait_for(self._next(), PATIENCE)
            except TimeoutError:
                self.problems.append(f"/{self.page}: no answer")
                return
            self._note(answer)
            if answer.WhichOneof("type") == "script_finished":
                self._forget_what_went(answer.script_finished)
                if answer.script_finished != EARLY:
                    break
        self.waited.append(time.perf_counter() - began)

    async def _next(self) -> ForwardMsg:
        """The next message, in full also where the server sent only a reference."""
        message = ForwardMsg.FromString(bytes(await self.socket.recv(decode=False)))
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg()
            whole.CopyFrom(self.long[message.ref_hash][0])
            whole.metadata.CopyFrom(message.metadata)
            self.long[message.ref_hash] = whole, self.runs
            return whole
        if message.metadata.cacheable:
            self.long[message.hash] = message, self.runs
        return message

    def _note(self, message: ForwardMsg) -> None:
        """Take in what the page shows now."""
        match message.WhichOneof("type"):
            case "navigation":
                self.hash = message.navigation.page_script_hash
            case "new_session":
                self.session = message.new_session.initialize.session_id or self.session
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "auto_rerun":
                self.again[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            case "stop_auto_rerun":
                self.again.clear()
            case "page_not_found":
                self.problems.append(f"/{self.page}: there is no such page")
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                self.shown[tuple(message.metadata.delta_path)] = Shown(element, message.delta.fragment_id, self.runs)
                if element.WhichOneof("type") == "exception":
                    self.problems.append(f"/{self.page}: {element.exception.type} {element.exception.message}"[:200])
                elif element.alert.body.startswith("This page stopped here"):  # what the app says instead
                    self.problems.append(f"/{self.page}: {element.alert.body}"[:200])

    def _forget_what_went(self, status: int) -> None:
        """What a whole run of the page did not send is gone; a fragment's run takes away what it did not send of its own."""
        if status == ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY:
            self.shown = {path: one for path, one in self.shown.items() if one.run == self.runs}
            self.long = {hash: one for hash, one in self.long.items() if self.runs - one[1] <= REMEMBERED}
        elif status != EARLY:
            again = {one.fragment for one in self.shown.values() if one.run == self.runs}
            self.shown = {
                path: one for path, one in self.shown.items() if one.run == self.runs or one.fragment not in again
            }

    def _send_file(self, where: FileURLs, name: str, content: bytes) -> None:
        """As a form with one file, and with the mark by which Streamlit knows that it comes from its own page."""
        host = f"http://127.0.0.1:{self.port}"
        with urllib.request.urlopen(f"{host}/_stcore/health", timeout=PATIENCE) as health:
            mark = SimpleCookie(health.headers.get("Set-Cookie", "")).get("_streamlit_xsrf")
        boundary = "what-a-pupil-sends"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Cookie": f"glassbox={self.cookie}"}
        if mark:
            headers |= {"X-Xsrftoken": mark.value, "Cookie": f"glassbox={self.cookie}; _streamlit_xsrf={mark.value}"}
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        request = urllib.request.Request(
            host + urlsplit(where.upload_url).path, data=body, headers=headers, method="PUT"
        )
        urllib.request.urlopen(request, timeout=PATIENCE).close()


def key_of(id: str) -> str:
    """The key that the page gave a control; "" for none.

    >>> key_of("$$ID-0a1b2c3d-temperature"), key_of("$$ID-0a1b2c3d-None")
    ('temperature', '')
    """
    key = id.split("-", 2)[2] if id.count("-") >= 2 else ""
    return "" if key == "None" else key


def moved(control: Control, share: float) -> WidgetState:
    """The control at this share of the way through all that it may be set to."""
    element, state = control.element, WidgetState(id=control.element.id)
    match control.kind:
        case "button":
            state.trigger_value = True
        case "checkbox":
            state.bool_value = share >= 0.5
        case "slider" if element.type == Slider.SELECT_SLIDER:
            state.string_array_value.data.extend([one_of(element.options, share)] * len(element.default))
        case "slider" | "number_input":
            last = element.max if control.kind == "slider" or element.has_max else element.min + 100 * element.step
            value = element.min + round(share * (last - element.min) / element.step) * element.step
            if control.kind == "number_input":
                state.double_value = min(value, last)
            else:
                state.double_array_value.data.extend([min(value, last)] * len(element.default))
        case "selectbox" | "radio":
            state.string_value = one_of(element.options, share)
        case "button_group":
            state.string_array_value.data.append(one_of([one.content for one in element.options], share))
        case _:
            words = one_of(WORDS, share)
            state.string_value = words[: element.max_chars or MOST_LETTERS]
    return state


def one_of(options: Any, share: float) -> str:
    """The one that stands there."""
    return str(options[min(int(share * len(options)), len(options) - 1)])
