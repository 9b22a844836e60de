#!/bin/bash
stop() {
  kill -TERM "$child"
  wait "$child"
}
trap stop TERM INT
ledger --serve &
child=$!
wait "$child"
