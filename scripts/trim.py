"""Take out of `.venv` what came with the libraries and nothing here opens: a fifth of what they take.

    python -m scripts.trim

That is their own tests, what compiles C++ against them or debugs it, what shows them in notebooks, and the collections of
music21 that we do not read. Then everything that the app imports is imported once, so that the first start need not translate it:
`pip` was told not to, for it would translate ten times as much. Whatever is missed comes back with
`pip install --force-reinstall`. Touches nothing outside of the `.venv` of this folder.
"""

import ast
import compileall
import contextlib
import importlib
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Libraries whose folders named "tests" hold nothing but their own.
TESTED = (
    "numpy",
    "scipy",
    "sklearn",
    "pandas",
    "pyarrow",
    "sympy",
    "networkx",
    "dask",
    "distributed",
    "joblib",
    "tornado",
)
UNOPENED = (
    "torch/test", "torch/include", "torch/bin/*[Tt]est*", "torch/bin/protoc*", "torch/lib/*_test.so",  # C++ and its tests
    "pyarrow/include",
    "pydeck/nbextension", "plotly/labextension",  # notebooks
    "music21/scale/scala/scl/*.scl",  # four thousand ways to tune an instrument
    "rdkit/Contrib",  # examples by its users
)  # fmt: skip
OURS = ("core", "pages", "server")
SERVING = ("streamlit", "starlette", "uvicorn", "websockets", "itsdangerous")  # import each other by name, and late
LATE = {"pyarrow", "pandas"}  # imported by Streamlit when a table is shown
SYMBOLS = ("torch/lib/libtorch_cpu.so", "torch/lib/libtorch_python.so")  # a fifth of them is for debuggers
NOTEBOOKS = "share/jupyter"
TUNES = "music21/corpus"


def unopened(packages: Path) -> Iterator[Path]:
    """The folders and files among these packages that nothing here opens; each lies in no other one."""
    from core.data.folk_tunes import COLLECTIONS

    for library in TESTED:
        for folder in sorted((packages / library).rglob("tests")):
            if folder.is_dir() and "tests" not in folder.parent.parts:
                yield folder
    for pattern in UNOPENED:
        yield from sorted(packages.glob(pattern))
    yield from sorted(path for path in (packages / TUNES).glob("*") if path.is_dir() and path.name not in COLLECTIONS)


def without_symbols(library: Path) -> int:
    """Leave out what only a debugger reads, and keep the library as it was where the lesser one cannot be loaded.

    Returns:
        the bytes that this freed; none where the machine has no `strip`.
    """
    strip, lesser = shutil.which("strip"), library.with_suffix(".stripped")
    if not strip or not library.exists():
        return 0
    loads = f"import ctypes; ctypes.CDLL({str(lesser)!r})"
    try:
        subprocess.run([strip, "--strip-unneeded", "-o", lesser, library], check=True, capture_output=True)
        subprocess.run([sys.executable, "-c", loads], check=True, capture_output=True)
        freed = library.stat().st_size - lesser.stat().st_size
        lesser.replace(library)
    except (OSError, subprocess.CalledProcessError):
        lesser.unlink(missing_ok=True)
        return 0
    return freed


def remove(path: Path) -> int:
    """Its bytes."""
    if not path.is_dir() or path.is_symlink():
        size = path.lstat().st_size
        path.unlink()
        return size
    size = sum(file.lstat().st_size for file in path.rglob("*") if not file.is_dir())
    shutil.rmtree(path)
    return size


def asked_for(files: Iterable[Path]) -> set[str]:
    """The modules of libraries that these files import, at once or within a function."""
    names: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in names if name.partition(".")[0] not in OURS}


def translate() -> None:
    """Import what the app imports; Python keeps the translation of each module beside it."""
    sys.dont_write_bytecode = False
    ours = [file for name in OURS for file in (ROOT / name).rglob("*.py")] + [ROOT / "app.py"]
    for name in SERVING:
        compileall.compile_dir(Path(sysconfig.get_path("purelib")) / name, quiet=2)
    for name in sorted(asked_for(ours) | LATE):
        with contextlib.suppress(ModuleNotFoundError):  # a name in a module, or what this machine lacks
            importlib.import_module(name)
    torch = importlib.import_module("torch")  # an optimizer imports as much again at its first step
    weights = torch.nn.Parameter(torch.ones(1))
    weights.grad = torch.ones(1)
    torch.optim.AdamW([weights]).step()


def main() -> None:
    environment = Path(sys.prefix).resolve()
    if environment != (ROOT / ".venv").resolve():
        raise SystemExit(f"This trims {ROOT / '.venv'} alone, and was started in {environment}.")
    packages = Path(sysconfig.get_path("purelib"))
    freed = sum(remove(path) for path in unopened(packages))
    freed += sum(without_symbols(packages / library) for library in SYMBOLS)
    if (environment / NOTEBOOKS).exists():
        freed += remove(environment / NOTEBOOKS)
    translate()
    print(f"Took out {freed / 1e6:.0f} MB that the libraries bring along and nothing here opens.")


if __name__ == "__main__":
    main()
