package main

import (
	"database/sql"
	"log"
	"net/http"

	_ "github.com/go-sql-driver/mysql"
)

const connections = 5

func main() {
	db, err := sql.Open("mysql", "prices@tcp(mariadb:3306)/prices")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(connections)
	//                 ^^^^^^^^^^^ shown: prices 5 × 3 pods = 15 connections ≤ 151 of mariadb (default)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
