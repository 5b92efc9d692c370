#!/bin/bash
# Runs Electron as this very process (its number goes into the log's neighbour), keeping a copy of all it says: Playwright hands on only what comes after start-up.
echo $$ > "$OKNO_TEST_LOG.pid"
exec "$OKNO_TEST_ELECTRON" "$@" > >(tee -a "$OKNO_TEST_LOG") 2> >(tee -a "$OKNO_TEST_LOG" >&2)
