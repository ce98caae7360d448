"""What `assets/first_page/early_picture.js` needs to know of Streamlit's messages, to draw a picture before Streamlit is there."""

import json

from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg, ForwardMsgMetadata

OF_A_COMPONENT = {"js_content", "html_content", "css_content", "isolate_styles", "json", "bytes"}
READ = {  # kinds of messages, as they lie in each other, and what is read of each
    "message": (ForwardMsg.DESCRIPTOR, {"metadata", "delta"}),
    "metadata": (ForwardMsgMetadata.DESCRIPTOR, {"delta_path"}),
    "delta": (Delta.DESCRIPTOR, {"new_element", "add_block"}),
    "block": (Block.DESCRIPTOR, {"id"}),
    "element": (Element.DESCRIPTOR, {"bidi_component"}),
    "component": (BidiComponent.DESCRIPTOR, OF_A_COMPONENT),
}


def numbers() -> dict[str, dict[str, int]]:
    """Of each kind the numbers of its fields; a name that this Streamlit has no more is left out."""
    return {
        kind: {field.name: field.number for field in described.fields if field.name in names}
        for kind, (described, names) in READ.items()
    }


def fields() -> str:
    """The same as a script for the page."""
    return f"window.glassboxFields = {json.dumps(numbers())};"
