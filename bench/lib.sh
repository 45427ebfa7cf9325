# Sourced by the scripts here: the repository's root becomes the working directory, and they get
#   $results           the folder for what is measured (environment: RESULTS, default bench/results)
#   $TUNABLES          the allocator's settings of this project's notebook kernel
#   lines_for NAME     a new file $lines for one JSON line a measurement; measured COMMAND ... adds what the command prints
#   compiled           builds, unless BUILT says that it is done; then ours [OPTION] CLASS [ARGUMENT] ... runs a benchmark with
#                      the variables in $settings, if any
#   peers MODULE ...   sets $python to one that has these modules: FLASHFLOW_PYTHON, or one installed here (about 5 GB)
cd "$(dirname "$0")/.."
results=${RESULTS:-bench/results}
mkdir -p "$results"
TUNABLES=$(PYTHONPATH=kernel-setup/steps python3 -B -c "import build; print(build.GLIBC)")
export TUNABLES

lines_for() {
    lines=$results/$1-$(date -u +%Y%m%dT%H%M%SZ).jsonl
}

measured() { # a command that fails ends the script, which it would not in front of a pipe
    "$@" >"$results/last.jsonl"
    tee -a "$lines" <"$results/last.jsonl" >&2
    rm "$results/last.jsonl"
}

compiled() { # the natives are on the library's class path only, since a program chooses its own
    [ -n "${BUILT:-}" ] || mvn -q -B -pl lib,bench -DskipTests -Dspotless.check.skip=true package \
        dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime
    classpath=bench/target/classes:lib/target/classes:$(cat bench/target/classpath):$(cat lib/target/classpath)
}

ours() {
    # shellcheck disable=SC2086
    env ${settings:-} java -Dai.djl.offline=true -cp "$classpath" "$@"
}

peers() {
    python=${FLASHFLOW_PYTHON:-bench/results/venv/bin/python}
    [ -n "${FLASHFLOW_PYTHON:-}" ] || [ -x "$python" ] || python3 -m venv bench/results/venv
    for module in "$@"; do
        "$python" -W ignore -c "import $module" 2>/dev/null || lacking=$module
    done
    [ -n "${lacking:-}" ] || return 0
    if [ -n "${FLASHFLOW_PYTHON:-}" ]; then
        echo "$python has no $lacking: install it there, or unset FLASHFLOW_PYTHON." >&2
        exit 1
    fi
    echo "Installing the peers into bench/results/venv" >&2
    "$python" -m pip install -q -r bench/python/requirements.txt
}
