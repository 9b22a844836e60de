#!/bin/sh
case "$1" in
  worker) exec ledger --work ;;
  *) exec ledger --serve "$@" ;;
esac
