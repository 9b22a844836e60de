package main

import (
	"database/sql"
	"os"
)

var ledger, _ = sql.Open("postgres", os.Getenv("LEDGER_URL"))
