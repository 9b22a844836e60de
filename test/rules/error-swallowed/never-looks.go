package shop

import "database/sql"

func forget(db *sql.DB) { db.Exec("delete from baskets") }
//                           ^^^^ violated: error from sql.DB.Exec

func settle(tx *sql.Tx) {
	tx.Commit()
	// ^^^^^^ violated: Commit
}
