package seats

import (
	"context"
	"log/slog"
)

type desk struct{ store *Store }

func (d *desk) forget(ctx context.Context, id string) error {
	return d.store.Delete(ctx, id)
}

func (d *desk) forgetLoudly(ctx context.Context, id string) error {
	if err := d.store.Delete(ctx, id); err != nil {
		slog.Error("seat not deleted", "error", err)
		return err
	}
	return nil
}

func (d *desk) count(ctx context.Context, id string) (err error) {
	defer func() { d.failed(err) }()
	return d.store.Delete(ctx, id)
}

func (d *desk) failed(err error) {
	if err != nil {
		slog.Warn("seats not counted", "error", err)
	}
}

func (d *desk) leave(ctx context.Context, id string) {
	go d.forget(ctx, id)
	     ^^^^^^ violated: is started with go
	go d.forgetLoudly(ctx, id)
	     ^^^^^^^^^^^^ shown: is logged
	d.count(ctx, id)
	  ^^^^^ shown: is logged
	d.forget(ctx, id)
	  ^^^^^^ violated: error from d.forget
}

func (d *desk) move(ctx context.Context, id string) error {
	tx, err := d.store.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	d.store.db.ExecContext(ctx, "UPDATE seats SET guest = NULL WHERE id = $1", id)
	           ^^^^^^^^^^^ violated: error from db.ExecContext
	tx.Commit()
	   ^^^^^^ violated: error from tx.Commit
	return nil
}
