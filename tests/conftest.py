"""One thread, as in a worker: small models are fastest so, and tests beside each other do not fight for cores."""

import torch

torch.set_num_threads(1)
