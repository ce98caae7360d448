#!/usr/bin/env bash
# Streamlit, when somebody chooses a file at the moment at which the page begins anew.
#
# One would swear: the browser asks where to send the file, and the server's answer arrives, whatever the page does.
# What happens:    the answer stands in the same line as the page's elements. Where a whole run of the page begins before
#                  the line is sent, everything is taken out but the messages about runs, and the answer goes with it. The
#                  file is never sent and nothing says so. Before the run of a fragment the same answer stays.
# Versions: streamlit 1.67.0. Seen 2026-11-29.
# Output seen: before a whole run: []; before a fragment's: ['file_urls_response'].
# Why it matters: any page that calls st.rerun by itself, when a job is done, say, loses a pupil's file now and then.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check streamlit==1.67.0 || exit 2
cd "$work"
"$work/venv/bin/python" - <<'PY'
import streamlit
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

print("streamlit", streamlit.__version__)


def left(fragments):
    """What a browser still gets of an answer that had not been sent when a run began."""
    answer = ForwardMsg()
    answer.file_urls_response.response_id = "a chosen file"
    queue = ForwardMsgQueue()
    queue.enqueue(answer)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=fragments)
    return [message.WhichOneof("type") for message in queue.flush()]


print("before a whole run:", left(None))
print("before a fragment's:", left(["a fragment"]))
assert left(None) == []
assert left(["a fragment"]) == ["file_urls_response"]
PY
