#!/usr/bin/env bash
# Measure in an environment of its own (build/bench-venv), where the peers are installed beside onrecord.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=build/bench-venv
if [ ! -e "$venv/.ready" ] || [ pyproject.toml -nt "$venv/.ready" ] || [ benchmarks/requirements.txt -nt "$venv/.ready" ]; then
  echo "setting up $venv (once)"
  [ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[uk]' -r benchmarks/requirements.txt
  touch "$venv/.ready"
fi
exec "$venv/bin/python" benchmarks/read.py "$@"
