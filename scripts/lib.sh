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
# The line appears after a second, and not at all when Ninja had nothing to do; in a terminal it counts along.
# The command runs in the foreground, so that Ctrl-C ends it.
step() {
  local text=$1 log ticker start=$SECONDS status=0
  shift
  step_done=$((step_done + 1))
  mkdir -p "$logs"
  log=$logs/${step_name:-step}-$step_done.log
  rm -f "$log.shown"
  local line="[$step_done/$step_total] $text …"
  tick "$line" "$log" "$start" &
  ticker=$!
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if [ "$status" -eq 0 ] && [ "$(tail -n 1 "$log")" = 'ninja: no work to do.' ] && [ ! -e "$log.shown" ]; then
    return
  fi
  if [ -t 1 ]; then
    printf '\r\033[K%s ' "$line"
  elif [ ! -e "$log.shown" ]; then
    printf '%s ' "$line"
  fi
  if [ "$status" -ne 0 ]; then
    printf 'failed after %d s\n' $((SECONDS - start))
    tail -n 40 "$log" >&2
    die "The whole log: $log"
  fi
  printf '%d s\n' $((SECONDS - start))
}

# Shows the line of a step under way. Ninja's own count is the last [n/m] in the log. Ends with the script, however that ends.
tick() {
  local count
  sleep 1
  : >"$2.shown"
  printf '%s ' "$1"
  while [ -t 1 ] && kill -0 $$ 2>/dev/null; do
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

# build TEXT PRESET TARGET…
build() {
  step "$1" build_now "${@:2}"
}

build_now() {
  local preset=$1
  shift
  configure "$preset"
  cmake --build "$root/build/$preset" --target "$@"
}
