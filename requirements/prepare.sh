# Sourced by ./run and ./test, which set `here` (the checkout) and `lock` (run or test): makes .venv hold what that lock says.
# Leaves `python`, the interpreter of .venv. Does nothing when the lock is the one installed last.

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

venv=$here/.venv
python=$venv/bin/python
recent='import sys; sys.exit(sys.version_info < (3, 11))'

# Packages come from wherever this machine's pip and uv are set up to look, with the system's certificates and Python.
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1
# A shell without a home has no place for caches.
{ [ -n "${HOME:-}" ] && [ -w "$HOME" ]; } || export HOME="${TMPDIR:-/tmp}" PIP_NO_CACHE_DIR=1 UV_NO_CACHE=1

have_uv() { uv --version >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        found=$(command -v "$name" 2>/dev/null) && "$found" -c "$recent" 2>/dev/null && return
    done
    fail "Spor needs Python 3.11 or newer and finds none. Install it (Debian, Ubuntu: apt install python3 python3-venv)" \
        "or name it: PYTHON=/path/to/python3 $0"
}

make_venv() {
    [ -w "$here" ] || fail "$(id -un) may not write in $here: clone Spor as the user who runs it."
    find_python
    say "Making .venv with $("$found" -V)"
    if have_uv; then
        uv venv -q --clear --python "$found" "$venv" >&2 && return
    elif "$found" -m pip --python "$found" --version >/dev/null 2>&1; then # this Python's own pip serves .venv too, and need not be copied
        "$found" -m venv --clear --without-pip "$venv" >&2 && return
    else
        "$found" -m venv --clear "$venv" >&2 && return
    fi
    rm -rf "$venv"
    fail "Could not make .venv. If Python's venv module is missing: apt install python3-venv (as root), then again."
}

# Counts pip's lines, which are far too many to show, and returns its status.
count_packages() {
    n=0
    while read -r word rest; do
        case $word in
            Collecting)
                n=$((n + 1))
                [ ! -t 2 ] || printf '\r  fetching %s of %s' "$n" "$total" >&2 ;;
            Installing) [ ! -t 2 ] || echo >&2; say "  installing" ;;
            ERROR:) say "  $rest" ;;
            STATUS) return "$rest" ;;
        esac
    done
}

# pip for .venv: its own, else that of the Python it was made with, else one put into it. Modules are compiled as they are first used.
pip() {
    if "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip "$@"
    else
        find_python
        "$found" -m pip --python "$python" --version >/dev/null 2>&1 && { "$found" -m pip --python "$python" "$@"; return; }
        "$python" -m ensurepip >/dev/null 2>&1
        "$python" -m pip "$@"
    fi
}

install_lock() {
    total=$(grep -c '^[a-z0-9].*==' "$here/requirements/$lock.txt")
    say "Installing the $total packages of requirements/$lock.txt"
    rm -f "$venv/run.txt" "$venv/test.txt"
    if have_uv; then
        uv pip install -q --python "$python" --require-hashes -r "$here/requirements/$lock.txt" >&2
    else
        {
            pip install --progress-bar off --no-compile --require-hashes -r "$here/requirements/$lock.txt" 2>&1
            echo "STATUS $?"
        } | count_packages
    fi || fail "Could not install the packages. Is there a network, and may this machine reach a Python package index?"
    # The test lock holds all of the run lock (tests/house sees to it): who tests need not install twice.
    cp "$here/requirements/run.txt" "$venv/"
    cp "$here/requirements/$lock.txt" "$venv/"
}

"$python" -c "$recent" 2>/dev/null || make_venv
cmp -s "$here/requirements/$lock.txt" "$venv/$lock.txt" || install_lock
