"""One thread, as in a worker: small models are fastest so, and tests beside each other do not fight for cores.

`make test` runs what is numeric once more with two, to see that no result hangs on their number. Training gives way to whoever
reads a page; three processes of tests, each with a browser, would leave it nothing, so here it does not.
"""

import os

import pytest
import torch
from hypothesis import settings

from tests.groups import group

os.environ.setdefault("GLASSBOX_NICE", "0")
settings.register_profile("no clock", deadline=None)  # how long one example takes on a busy machine is no fault of it
settings.load_profile("no clock")
torch.set_num_threads(int(os.environ.get("GLASSBOX_TEST_THREADS", "1")))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Groups stay together, however many workers there are."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    return Together(config, log)
