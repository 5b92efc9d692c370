#!/bin/bash
# npm run model: every job of jobs.txt, two at a time; needs spin and gcc (apt-get install spin gcc). A line per job:
# name | what came out | states | shortest trace. Ends with 1 when a job did not come out as expected.
cd "$(dirname "$(readlink -f "$0")")" || exit 2
command -v spin >/dev/null && command -v gcc >/dev/null || { echo "spin and gcc are needed: apt-get install spin gcc"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export work here=$PWD MEMORY_MB=${MEMORY_MB:-6000} SECONDS_EACH=${SECONDS_EACH:-180}
one() {
  name=$1 expected=$2 model=$3; shift 3
  mkdir -p "$work/$name"; cd "$work/$name" || exit 2; cp "$here/$model.pml" m.pml
  spin -a "$@" m.pml >spin.log 2>&1 || { echo "$name | NOT BUILT"; tail -3 spin.log; return; }
  gcc -O2 -w -DSAFETY -DBFS -DMEMLIM="$MEMORY_MB" -DCOLLAPSE -DVECTORSZ=2048 -o pan pan.c 2>gcc.log || { echo "$name | NOT BUILT"; return; }
  timeout "$SECONDS_EACH" ./pan -m99999 -w24 >pan.log 2>&1
  states=$(awk '/states, stored/ { print $1 }' pan.log)
  if [ -f m.pml.trail ]; then found=violated
  elif grep -q 'errors: 0' pan.log && ! grep -qiE 'max search|out of memory|too small' pan.log; then found=holds
  else found=unfinished; fi
  trace=$([ $found = violated ] && spin -t "$@" m.pml 2>/dev/null | sed 's/^[ \t]*//' |
    grep -vE '^spin:|^#|^$|process|proc |final|^[a-z0-9_]+(\[[0-9]+\])?(\.[a-z])? = |^[0-9]+:|timeout' | tr '\n' ';' | cut -c1-400)
  [ $found = "$expected" ] && mark=as-expected || mark="UNEXPECTED, should be $expected"
  echo "$name | $found ($mark) | $states | $trace"
}
export -f one
grep -v '^#' jobs.txt | xargs -P2 -L1 bash -c 'one "$@"' _ | tee "$work/results"
total=$(wc -l <"$work/results"); good=$(grep -c 'as-expected' "$work/results")
echo "$good of $total as expected, $(awk -F'|' '{ sum += $3 } END { printf "%d", sum }' "$work/results") states"
[ "$good" = "$total" ]
