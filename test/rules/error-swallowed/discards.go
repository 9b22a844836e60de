package orders

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

func discards(db *sql.DB, data []byte, order *Order) {
	_ = json.Unmarshal(data, order)
	^ violated: json.Unmarshal

	_, _ = db.Exec("UPDATE orders SET state = 'paid'")
//  ^ violated: sql.DB.Exec

	db.Exec("DELETE FROM carts")
//  ^^^^ violated: error from sql.DB.Exec

	tx, _ := db.Begin()
//   ^ violated: sql.DB.Begin
	tx.Commit()
//  ^^^^^^ violated: error from Begin().Commit

	os.WriteFile("state", data, 0o600)
//  ^^^^^^^^^ violated: error from os.WriteFile

	_ = order.Save()
	^ violated: order.Save
}

func onPurpose(w http.ResponseWriter, file *os.File, order *Order, seen map[string]int) {
	_ = file.Close()
	^ shown: best effort
	_, _ = fmt.Fprintf(w, "ok")
	_ = os.Remove(file.Name())
	_ = order.Touch()
	^ cannot tell: result of order.Touch
	_ = order.Save() // the nightly run saves again
	// The index is built again at the start.
	_ = order.Save()
	_ = order.Save() //nolint:errcheck
	^ cannot tell: suppressed lint warning
	count, _ := seen["x"]
	_ = count
	_ = len(seen)
	text, _ := json.Marshal(order)
	defer file.Close()
	fmt.Println("done", text)
	fmt.Fprintln(w, "done")
}

func cleansUp(db *sql.DB, order *Order) error {
	if err := order.Save(); err != nil {
		db.Exec("ROLLBACK")
		return err
	}
	return nil
}

var _ = json.Unmarshal
