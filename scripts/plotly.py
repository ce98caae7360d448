"""Build the script that draws figures, `assets/vendor/plotly-figures-VERSION.min.js`: `python -m scripts.plotly`, whenever Plotly
has been changed. It needs npm and a network.

Of plotly.js it has the kinds of traces that `core.figures` uses and no others: a sixth less to fetch and to read than the
smallest of plotly.js's own parts that has them, for which each first visit to a page with a figure waits.
"""

import re
import subprocess
import tempfile
from pathlib import Path

import plotly

VENDOR = Path(__file__).resolve().parents[1] / "assets" / "vendor"
TRACES = ("bar", "contour", "heatmap", "histogram")  # scatter is always there
ESBUILD = "esbuild@0.28.2"
OPTIONS = (
    "--bundle", "--minify", "--format=iife", "--global-name=Plotly", "--target=es2016", "--define:global=window",
    "--define:process.env.NODE_DEBUG=false", "--alias:stream=stream-browserify",
)  # fmt: skip


def entrance() -> str:
    """What is bundled, with all that it asks for."""
    traces = ", ".join(f"require('plotly.js/lib/{name}')" for name in TRACES)
    return f"const Plotly = require('plotly.js/lib/core');\nPlotly.register([{traces}]);\nmodule.exports = Plotly;\n"


def head() -> tuple[str, str]:
    """The version of plotly.js that Plotly brings along, and what its script begins with: whose it is, and its licence."""
    whole = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text("utf-8")
    said = whole[: whole.index("*/") + 2]
    found = re.search(r"v([\d.]+)", said)
    assert found, said
    return found[1], said.replace("plotly.js v", "plotly.js (what Glassbox's figures need - minified) v")


def main() -> None:
    version, said = head()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "entrance.js").write_text(entrance(), "utf-8")
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", f"plotly.js@{version}", ESBUILD], cwd=folder, check=True
        )
        bundler = str(folder / "node_modules" / ".bin" / "esbuild")
        subprocess.run([bundler, "entrance.js", *OPTIONS, "--outfile=figures.js"], cwd=folder, check=True)
        script = (folder / "figures.js").read_text("utf-8")
    for earlier in VENDOR.glob("plotly-*.js"):
        earlier.unlink()
    (VENDOR / f"plotly-figures-{version}.min.js").write_text(f"{said}\n{script}", "utf-8")


if __name__ == "__main__":
    main()
