package shop

import "database/sql"

func forget(db *sql.DB) { db.Exec("delete from baskets") }
//                           ^^^^ violated: Exec is dropped

func settle(tx *sql.Tx) {
	tx.Commit()
	// ^^^^^^ violated: Commit is dropped
}
