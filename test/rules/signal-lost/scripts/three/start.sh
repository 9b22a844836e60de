#!/bin/bash
trap 'kill "$child"' TERM
node server.js &
child=$!
wait "$child"
