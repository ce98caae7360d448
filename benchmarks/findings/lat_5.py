"""LAT-5: what a VAE draws at random places is no copy, and no nearer to a copy than new real digits are (Meehan et al. 2020)."""

from core.data.digits import digits
from core.measure.images import quality
from core.measure.latent_walks import thrown
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies.vae import learn

CRITERION = (
    "The mean distance of 1,000 pictures at random places to the nearest learned digit is between 0.75 and 1.05 times that of "
    "held-out digits. Learned digits themselves have none."
)
COUNT = 1_000


def measured(seed: int) -> dict[str, float]:
    """The mean distance to the nearest learned digit, of what the VAE draws, of held-out digits and of learned ones."""
    *_, last = learn(moments=1, seed=seed)
    learned, held_out = digits()
    made = thrown(filled(VAE(Config()), last.arrays), COUNT, seed)
    sheets = {"made": made, "new": held_out.images, "learned": learned.images}
    return {name: quality(images).nearest for name, images in sheets.items()}


def holds(measured: dict[str, float]) -> bool:
    return 0.75 <= measured["made"] / measured["new"] <= 1.05 and measured["learned"] < 1e-3
