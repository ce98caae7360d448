"""One thread, as in a worker: small models are fastest so, and tests beside each other do not fight for cores.

`make test` runs what is numeric once more with two, to see that no result hangs on their number.
"""

import os

import torch

torch.set_num_threads(int(os.environ.get("GLASSBOX_TEST_THREADS", "1")))
