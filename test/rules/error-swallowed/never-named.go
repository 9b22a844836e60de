package seats

func leave(d *desk, id string) {
	d.store.Exec("DELETE FROM seats WHERE id = $1", id)
	        ^^^^ violated: error from d.store.Exec
}
