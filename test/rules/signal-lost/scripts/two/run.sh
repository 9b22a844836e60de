#!/bin/sh
case "$1" in
  -*) set -- node "$@" ;;
esac
[ -f .env ] && exec env $(cat .env) "$@"
exec "$@"
