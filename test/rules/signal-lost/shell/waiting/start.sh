#!/bin/bash
ledger --serve &
mailer --serve &
wait
