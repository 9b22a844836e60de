#!/bin/sh
( cd /srv && exec ledger --serve )
