"""MOL-3: molecules can be asked for, by a first token and by a search in a latent space, and both beat luck.

After Gómez-Bombarelli et al. (2018), who searched a latent space of molecules; a first token that steers is that of Keskar
et al. (2019), "CTRL", for texts.
"""

from typing import Any

from core.studies.molecule_steering import WISHES, ask, climb

CRITERION = (
    "Of 300 texts for each of six wishes, at least three times as many are as wished as of as many texts that the same model "
    "wrote without a wish, and for each wish by itself at least one and a half times as many; and a search that writes 2,000 "
    "texts from a VAE's latent space finds a higher logP, and more rings, than as many random places of it."
)

TARGETS = ("logp", "rings")  # of the search; rings are a wish, too


def measured(seed: int) -> dict[str, Any]:
    """What was granted and what luck gave, by wish; and the best of the search and of luck, by target."""
    *_, asked = ask(seed=seed)
    found: dict[str, Any] = {name: [one.granted, one.luck] for name, one in asked.values.wishes.items()}
    for target in TARGETS:
        *_, last = climb(target=target, seed=seed)
        end = last.values.rounds[-1]
        found[f"best {target}"] = [end.best, end.luck]
    return found


def holds(measured: dict[str, Any]) -> bool:
    wishes = [measured[name] for name in WISHES]
    granted, luck = map(sum, zip(*wishes, strict=True))
    return bool(
        granted >= 3 * luck
        and all(own >= 1.5 * lucky for own, lucky in wishes)
        and all(measured[f"best {target}"][0] > measured[f"best {target}"][1] for target in TARGETS)
    )
