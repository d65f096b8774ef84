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
# In a terminal the line counts along while the command runs. The command runs in the foreground, so that Ctrl-C ends it.
step() {
  local text=$1 log ticker='' start=$SECONDS status=0
  shift
  step_done=$((step_done + 1))
  mkdir -p "$logs"
  log=$logs/${step_name:-step}-$step_done.log
  local line="[$step_done/$step_total] $text …"
  printf '%s ' "$line"
  if [ -t 1 ]; then
    tick "$line" "$log" "$start" &
    ticker=$!
  fi
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    printf '\r\033[K%s ' "$line"
  fi
  if [ "$status" -ne 0 ]; then
    printf 'failed after %d s\n' $((SECONDS - start))
    tail -n 40 "$log" >&2
    die "The whole log: $log"
  fi
  printf '%d s\n' $((SECONDS - start))
}

# Ninja's own count is the last [n/m] in the log. Ends with the script, however that ends.
tick() {
  local count
  while kill -0 $$ 2>/dev/null; do
    count=$(tail -c 2000 "$2" 2>/dev/null | grep -o '^\[[0-9]*/[0-9]*\]' | tail -n 1 || true)
    printf '\r\033[K%s %s %d s ' "$1" "$count" $((SECONDS - $3))
    sleep 1
  done
}

# configured PRESET: whether CMake has run with the presets as they are now. Later changes elsewhere Ninja notices by itself.
configured() {
  [ "$root/build/$1/.configured" -nt "$root/CMakePresets.json" ] && [ -f "$root/build/$1/build.ninja" ]
}

configure() {
  configured "$1" || (cd "$root" && cmake --preset "$1" && touch "build/$1/.configured")
}

# up_to_date PRESET TARGET…: whether there is nothing to build. The first call lets CMake see new and removed files.
up_to_date() {
  local folder=$root/build/$1
  configured "$1" || return 1
  shift
  ninja -C "$folder" build.ninja >/dev/null 2>&1 &&
    ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'
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
