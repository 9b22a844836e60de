#!/bin/sh
prepare() {
  mkdir -p /var/ledger
}
main() {
  prepare
  if [ -n "$DEBUG" ]; then
    exec ledger --serve --debug
  else
    exec ledger --serve
  fi
}
main "$@"
