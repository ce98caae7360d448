"""Streamlit's line of messages to one browser, with two faults mended that learners met.

A page that turned white: what is long and known to the browser travels as a short reference. When a fragment begins anew
before its last run was sent, Streamlit takes that run's messages out of the line, but not its references, for they do not
say whose they are. A reference whose container was taken out is put where the browser has nothing, and the whole page
stops. Here a reference belongs to the fragment in whose place it stands.

A file that never arrived: who chooses a file asks first where to send it. When the page begins anew before the answer was
sent, Streamlit takes the answer out with everything else, and the file waits for good, without a word. Here what a browser
asked for is answered.
"""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

Path = tuple[int, ...]
ANSWERS = ("file_urls_response", "backend_operation_response", "heartbeat_ack")  # to what a browser asked for itself


class MessageQueue(ForwardMsgQueue):
    """The line of one browser, which knows where each fragment stands on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, Path] = {}  # fragment -> the path of its own container

    def enqueue(self, msg: ForwardMsg) -> None:
        """Add a message; a fragment's first one is its container, below which all others of it stand."""
        fragment, path = msg.delta.fragment_id, tuple(msg.metadata.delta_path)
        if fragment and len(path) <= len(self.places.get(fragment, path)):
            self.places[fragment] = path
        super().enqueue(msg)

    def clear(self, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None) -> None:
        """Take out what a new run makes superfluous; before a fragment's run, all that stands in its place. Answers stay."""
        answers = [
            message for message in self._queue if retain_lifecycle_msgs and message.WhichOneof("type") in ANSWERS
        ]
        super().clear(retain_lifecycle_msgs, fragment_ids_this_run)
        begun = [self.places[fragment] for fragment in fragment_ids_this_run or () if fragment in self.places]
        left = [message for message in self._queue if not any(message is answer for answer in answers)]
        self._queue = answers + [message for message in left if not _refers_into(message, begun)]


def _refers_into(message: ForwardMsg, places: list[Path]) -> bool:
    path = tuple(message.metadata.delta_path)
    return message.HasField("ref_hash") and any(path[: len(place)] == place for place in places)


def mend() -> None:
    """Give every browser that comes from now on such a line."""
    app_session.ForwardMsgQueue = MessageQueue  # type: ignore[misc]
