#!/bin/sh
# The shell of the pipe is replaced, and not this one.
exec ledger --serve 2>&1 | tee /var/log/ledger
