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
	^ violated: the error of json.Unmarshal is dropped

	_, _ = db.Exec("UPDATE orders SET state = 'paid'")
//  ^ violated: the error of sql.DB.Exec is dropped

	db.Exec("DELETE FROM carts")
//  ^^^^ violated: is dropped

	tx, _ := db.Begin()
//   ^ violated: the error of sql.DB.Begin is dropped
	tx.Commit()
//  ^^^^^^ violated: is dropped

	os.WriteFile("state", data, 0o600)
//  ^^^^^^^^^ violated: the error of os.WriteFile is dropped

	_ = order.Save()
	^ violated: the error of order.Save is dropped
}

func onPurpose(w http.ResponseWriter, file *os.File, order *Order, seen map[string]int) {
	_ = file.Close()
	^ shown: is a best effort
	_, _ = fmt.Fprintf(w, "ok")
	_ = os.Remove(file.Name())
	_ = order.Touch()
	^ cannot tell: is assigned to nothing
	_ = order.Save() // the nightly run saves again
	// The index is built again at the start.
	_ = order.Save()
	_ = order.Save() //nolint:errcheck
	^ cannot tell: is silenced
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
