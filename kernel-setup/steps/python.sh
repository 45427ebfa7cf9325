# Sets $python to the first interpreter that is new enough; sourced by run and test.
python=
for candidate in python3 python3.13 python3.12 python3.11 python3.10 python; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Python 3.10 or newer is missing: install it (Debian: apt install python3 python3-venv; macOS: brew install python)." >&2
  exit 1
fi
