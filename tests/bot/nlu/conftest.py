"""These tests need Rasa: they run under its Python 3.10 and are left out elsewhere."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("rasa") else ["test_*.py"]
