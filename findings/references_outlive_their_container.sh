#!/usr/bin/env bash
# Streamlit's line of messages to a browser, when a fragment of a page begins anew before its last run was sent.
#
# One would swear: what the fragment's last run put into the line is taken out, whatever form it has, for it is superfluous.
# What happens:    containers and elements go. An element that is longer than 10 kB and that the browser knows already
#                  travels as a reference, and references stay: they do not say which fragment they belong to. So the
#                  browser is told to put something into a container that it never hears of. An element of 9 kB at the
#                  same place is taken out as it should be.
# Versions: streamlit 1.67.0. Seen 2026-11-27.
# Output seen: left in the line of a short element: []; of a long one that is known: ['ref_hash [0, 1, 0]'].
# Why it matters: whoever moves a slider twice, quickly, can meet it, in any app with a long element within a fragment.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check streamlit==1.67.0 || exit 2
cd "$work"
"$work/venv/bin/python" - <<'PY'
import streamlit
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg, populate_hash_if_needed
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

print("streamlit", streamlit.__version__)


def container(path):
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.fragment_id = "a fragment"
    message.delta.add_block.SetInParent()
    return message


def element(path, letters):
    """As a page sends it the second time: what the browser knows, and what is long enough, as a reference."""
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.fragment_id = "a fragment"
    message.delta.new_element.markdown.body = "x" * letters
    populate_hash_if_needed(message)
    return create_reference_msg(message) if message.metadata.cacheable else message


left = {}
for name, letters in (("short element", 9_000), ("long one that is known", 11_000)):
    queue = ForwardMsgQueue()
    for message in (container([0, 1]), element([0, 1, 0], letters)):
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["a fragment"])
    left[name] = [f"{m.WhichOneof('type')} {list(m.metadata.delta_path)}" for m in queue.flush()]
    print(f"left in the line of a {name}: {left[name]}")
assert left["short element"] == []
assert left["long one that is known"] == ["ref_hash [0, 1, 0]"]
PY
