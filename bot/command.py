"""How a Rasa command is run: which Python, in which folder, with which few variables."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LARGEST_LOG = 5_000_000


@dataclass(frozen=True)
class RasaHome:
    """One instance's Rasa: its Python 3.10 and its own folder (cache, memory, log).

    `shared_models` lets instances of one machine train once; None keeps models in the folder.
    `encoders`: where `retrieval.prepare` put the search's encoder.
    """

    python: Path
    folder: Path
    shared_models: Path | None = None
    encoders: Path = PROJECT / "var" / "models"

    @property
    def models(self) -> Path:
        """Where trained models are kept, one file a digest."""
        return self.shared_models or self.folder / "models"

    @property
    def log_file(self) -> Path:
        """Where Rasa's own lines go; they hold no words of residents."""
        return self.folder / "rasa.log"

    def prepare(self) -> None:
        """Make the folders, and set a log that grew too large aside."""
        for folder in (self.models, self.folder / "home"):
            folder.mkdir(parents=True, exist_ok=True)
        if self.log_file.exists() and self.log_file.stat().st_size > LARGEST_LOG:
            self.log_file.replace(self.log_file.with_suffix(".log.1"))

    def command(self, *arguments: str) -> list[str]:
        """Return a command that ends when this process ends."""
        return [str(self.python), "-m", "bot.nlu.run", str(os.getpid()), *arguments]

    def variables(self) -> dict[str, str]:
        """Return the whole environment of the child: nothing of the application's passes."""
        home = str(self.folder / "home")
        return {
            "ENCODERS": str(self.encoders.resolve()),  # the child runs in its own folder
            "HOME": home,
            "LANG": "C.UTF-8",
            "MPLCONFIGDIR": home,
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "PYTHONPATH": str(PROJECT),
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore",
            "RASA_TELEMETRY_ENABLED": "false",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }
