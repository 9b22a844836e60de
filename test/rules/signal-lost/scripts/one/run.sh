#!/bin/sh
set -e
# exec would be better
if [ -n "$DEBUG" ]; then echo debugging; fi
node server.js \
  --port 8080
