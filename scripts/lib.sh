# What the scripts share: where things are, and how progress is shown. Sourced, with bash.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${KABINET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kabinet}
# shellcheck source=scripts/versions.sh
. "$root/scripts/versions.sh"

logs=$root/build/logs

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# steps N: the number of steps that step() will count through.
steps() {
  step_total=$1
  step_done=0
}

# step TEXT COMMAND…: one line of progress with the seconds it took; the command's output goes to a log, shown on failure.
step() {
  local text=$1 log start=$SECONDS status=0
  shift
  step_done=$((step_done + 1))
  mkdir -p "$logs"
  log=$logs/${step_name:-step}-$step_done.log
  printf '[%d/%d] %s … ' "$step_done" "$step_total" "$text"
  ("$@") >"$log" 2>&1 </dev/null &
  step_pid=$!
  wait "$step_pid" || status=$?
  if [ "$status" -ne 0 ]; then
    printf 'failed after %d s\n' $((SECONDS - start))
    tail -n "${step_tail:-40}" "$log" >&2
    die "The whole log: $log"
  fi
  printf '%d s\n' $((SECONDS - start))
}

# configure PRESET: runs CMake once; afterwards Ninja re-runs it by itself when it has to.
configure() {
  [ -f "$root/build/$1/build.ninja" ] || (cd "$root" && cmake --preset "$1")
}

# up_to_date PRESET TARGET…: whether Ninja would have nothing to do.
up_to_date() {
  local preset=$1
  shift
  [ -f "$root/build/$preset/build.ninja" ] &&
    ninja -C "$root/build/$preset" -n "$@" 2>/dev/null | grep -q 'no work to do'
}

# build TEXT PRESET TARGET…: a step, silent when there is nothing to do.
build() {
  local text=$1 preset=$2
  shift 2
  if up_to_date "$preset" "$@"; then
    step_done=$((step_done + 1))
    return
  fi
  step "$text" build_now "$preset" "$@"
}

build_now() {
  local preset=$1
  shift
  configure "$preset"
  cmake --build "$root/build/$preset" --target "$@"
}
