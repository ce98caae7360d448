"""One thread, as in a worker: small models are fastest so, and tests beside each other do not fight for cores.

`make test` runs what is numeric once more with two, to see that no result hangs on their number. Training gives way to whoever
reads a page; three processes of tests, each with a browser, would leave it nothing, so here it does not.
"""

import os
from functools import cache

import pytest
import torch
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from tests.groups import group

os.environ.setdefault("GLASSBOX_NICE", "0")
settings.register_profile("no clock", deadline=None)  # how long one example takes on a busy machine is no fault of it
settings.load_profile("no clock")
# Every page that is opened without a browser looks through all packages for components of theirs (Streamlit 1.67): two thirds
# of what opening it costs, and what is installed stays the same.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
torch.set_num_threads(int(os.environ.get("GLASSBOX_TEST_THREADS", "1")))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Groups stay together, however many workers there are."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    return Together(config, log)
