#!/bin/sh
# Trouve un Python qui fonctionne, puis lance l'installation (app/install).
cd "$(dirname "$0")" || exit 2
test_it='import sys; sys.exit(sys.version_info < (3, 9))'
for python in python3.11 python3 python3.12 python3.13 python3.10 python \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1*/bin/python; do
    if "$python" -c "$test_it" >/dev/null 2>&1; then
        exec "$python" -m app.install "$@"
    fi
done
echo "Python manque : installez Python 3.11 et Python 3.10, puis relancez la commande." >&2
exit 2
