"""YAML files, read by the C library within PyYAML: lessons are long, and it takes a tenth of the time.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     _ = (path := Path(folder) / "a.yaml").write_text("answer: [yes, 'no']", "utf-8")
...     read_yaml(path)
{'answer': [True, 'no']}
"""

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML built without that library reads in Python


def read_yaml(path: Path) -> Any:
    """What the file says: mappings, lists, texts, numbers.

    :raises yaml.YAMLError: it is not YAML.
    :raises UnicodeDecodeError: it is not UTF-8.
    """
    return yaml.load(path.read_text("utf-8"), LOADER)
