"""Nothing in the project belongs to one machine, and settings are read in one place."""

import ast
import re
from pathlib import Path

HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com"]
HOSTS += ["pytorch" + ".org", "npmmirror" + ".com", "hf" + ".co", "huggingface" + ".co"]
FOLDERS = [r"(?<![\w.$}])/" + name + r"/\w" for name in ("work", "root", "home", "Users", "opt")]
NOT_OURS = re.compile("|".join([re.escape(host) for host in HOSTS] + FOLDERS))
PACKAGES = ("app", "bot", "channels", "evals", "knowledge", "mediation", "retrieval")
MAY_READ_ENVIRONMENT = {
    "app/settings.py",
    "app/install/machine.py",  # runs before any package is installed
    "bot/nlu/encoder.py",  # Rasa's side: RasaHome gives it the one variable it reads
    "evals/serving.py",  # hands the whole environment to the service it starts
}


def test_no_file_names_a_machines_folder_or_a_package_registry(
    project_files: list[Path], root: Path
) -> None:
    found = {}
    for path in project_files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hits = sorted({match.group() for match in NOT_OURS.finditer(text)})
        if hits:
            found[path.relative_to(root).as_posix()] = hits
    assert found == {}


def reads_environment(source: str) -> bool:
    """Say whether a module uses os.environ or os.getenv."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv", "environb", "putenv")
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        or (isinstance(node, ast.ImportFrom) and node.module == "os")
        and any(alias.name in ("environ", "getenv") for alias in node.names)
        for node in ast.walk(ast.parse(source))
    )


def test_the_environment_is_read_in_the_settings_alone(
    project_files: list[Path], root: Path
) -> None:
    readers = {
        name
        for path in project_files
        if path.suffix == ".py"
        and (name := path.relative_to(root).as_posix()).split("/")[0] in PACKAGES
        and reads_environment(path.read_text(encoding="utf-8"))
    }
    assert readers - MAY_READ_ENVIRONMENT == set()


def test_reading_the_environment_is_noticed_in_each_of_its_forms() -> None:
    assert reads_environment("import os\nvalue = os.environ['X']")
    assert reads_environment("import os\nvalue = os.getenv('X')")
    assert reads_environment("from os import environ")
    assert not reads_environment("import os\nvalue = os.getpid()")
