"""Say where things are on this machine; the only file of the set-up that reads the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = "venv-tools"


@dataclass(frozen=True)
class Machine:
    """Folders and choices of one installation."""

    root: Path
    data_dir: Path
    cache_dir: Path
    search_path: tuple[Path, ...] = ()
    pyenv_root: Path | None = None
    torch_index: str | None = None
    may_download_python: bool = True

    @property
    def var(self) -> Path:
        """Return the folder of everything git ignores."""
        return self.root / "var"

    @property
    def tools(self) -> Path:
        """Return the small environment that holds uv."""
        return self.var / TOOLS

    @property
    def app_python(self) -> Path:
        """Return the application's interpreter, made by the installation."""
        return self.var / "venv-app" / "bin" / "python"

    @property
    def communes(self) -> Path:
        """Return the table of communes."""
        return self.cache_dir / "communes" / "communes.json"

    @property
    def coordinates(self) -> Path:
        """Return the points of the communes."""
        return self.communes.with_name("coordinates.json")

    @property
    def logs(self) -> Path:
        """Return the folder where each step's output is kept."""
        return self.var / "logs" / "install"


def this_machine(root: Path = ROOT) -> Machine:
    """Read the environment once."""
    env = os.environ
    var = root / "var"
    pyenv = Path(env.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return Machine(
        root=root,
        data_dir=Path(env.get("QFQ_DATA_DIR") or var).resolve(),
        cache_dir=Path(env.get("QFQ_CACHE_DIR") or var).resolve(),
        search_path=tuple(Path(p) for p in env.get("PATH", "").split(os.pathsep) if p),
        pyenv_root=pyenv if pyenv.is_dir() else None,
        torch_index=env.get("QFQ_TORCH_INDEX") or None,
    )


def is_root() -> bool:
    """Say whether system packages can be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def child_environment() -> dict[str, str]:
    """Return the environment of the commands run here: no question asked, no telemetry."""
    quiet = {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "UV_NO_PROGRESS": "1",
        "UV_HTTP_TIMEOUT": "180",
        "DEBIAN_FRONTEND": "noninteractive",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "RASA_TELEMETRY_ENABLED": "false",
        "ANONYMIZED_TELEMETRY": "False",
    }
    dropped = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    return {**{k: v for k, v in os.environ.items() if k not in dropped}, **quiet}
