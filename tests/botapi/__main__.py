"""Serves the local Bot API by hand: `var/venv-app/bin/python tests/botapi --port 8081`."""

import sys
from pathlib import Path
from types import ModuleType

# Some installed packages bring a "tests" package of their own: ours is named before.
ROOT = Path(__file__).resolve().parents[2]
ours = ModuleType("tests")
ours.__path__ = [str(ROOT / "tests")]
sys.modules["tests"] = ours
sys.path.insert(0, str(ROOT))

if __name__ == "__main__":
    from tests.botapi.server import main

    main()
