#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A driverless printer that is not there: CUPS' ippeveprinter, without Avahi, on a port of its own.
#   ipp-printer.sh --out DIR --shim noavahi.so [--port N] [--uri-file FILE] [--formats LIST]
#                  [--scenario WORD | --scenario-file FILE]
# DIR receives job-N.pdf and jobs.log ("N job-name sha256"), and ippeveprinter.log. When it answers,
# its address is in FILE (or on standard output). SIGTERM stops it. Scenarios: ok jam empty cover toner
# waste stuck fail, read again for each document from DIR/scenario (or FILE).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder='' port='' shim='' uri_file='' scenario=ok scenario_file='' formats=''
while [ $# -gt 0 ]; do
  case $1 in
    --out) folder=$2 ;; --port) port=$2 ;; --shim) shim=$2 ;; --uri-file) uri_file=$2 ;; --formats) formats=$2 ;;
    --scenario) scenario=$2 ;; --scenario-file) scenario_file=$2 ;;
    *) sed -n '3,8p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done
[ -n "$folder" ] && [ -n "$shim" ] || { sed -n '3,8p' "$0" >&2; exit 2; }
PATH=$PATH:/usr/sbin
command -v ippeveprinter > /dev/null || { echo 'ippeveprinter is not installed (cups-ipp-utils)' >&2; exit 77; }

umask 077
mkdir -p "$folder/spool"
folder=$(cd "$folder" && pwd)
shim=$(cd "$(dirname "$shim")" && pwd)/$(basename "$shim")
[ -n "$scenario_file" ] || { scenario_file=$folder/scenario; echo "$scenario" > "$scenario_file"; }
export KIOSK_IPP_FOLDER=$folder KIOSK_IPP_SCENARIO=$scenario_file

child=
stop() {
  trap - TERM INT EXIT
  [ -z "$child" ] || { kill "$child" && wait "$child"; } 2> /dev/null || true
  exit 0
}
trap stop TERM INT EXIT

# With sizes of its own (A5, A4) it cannot also be told its formats, so other formats mean Letter.
paper=(-a "$here/office-printer.conf")
[ -z "$formats" ] || paper=(-f "$formats")

# The program cannot choose a port by itself: offer free ones until it takes one.
wanted=$port
for _ in 1 2 3 4 5; do
  [ -n "$wanted" ] && [ "$wanted" != 0 ] || port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  # It goes when this script goes, however that happens.
  setpriv --pdeathsig TERM env LD_PRELOAD="$shim" ippeveprinter "${paper[@]}" -p "$port" -n localhost -r off -k \
    -d "$folder/spool" -c "$here/ipp-engine.sh" -vv kiosk \
    > /dev/null 2> "$folder/ippeveprinter.log" < /dev/null &
  child=$!
  uri=ipp://localhost:$port/ipp/print
  for _ in $(seq 1 100); do
    kill -0 "$child" 2> /dev/null || break
    if (exec 3<> "/dev/tcp/localhost/$port") 2> /dev/null; then
      [ -z "$uri_file" ] || { echo "$uri" > "$uri_file.part"; mv "$uri_file.part" "$uri_file"; }
      [ -n "$uri_file" ] || echo "$uri"
      wait "$child" || true
      exit 0
    fi
    sleep 0.03
  done
  kill "$child" 2> /dev/null || true
  wait "$child" 2> /dev/null || true
done
echo "ippeveprinter does not answer; see $folder/ippeveprinter.log" >&2
exit 1
