package orders

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strconv"
)

func empty(ctx context.Context, store Store, order Order) {
	if err := store.Save(ctx, order); err != nil {
	^^ violated: store.Save is checked
	}
}

func emptyBehind(ctx context.Context, store Store, order Order) {
	saved, err := store.Save(ctx, order)
	if err != nil {
	^^ violated: checked
		// TODO: what now?
	}
	fmt.Println(saved)
}

func success(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
	^^ violated: os.ReadFile is not nil
		return nil, nil
	}
	return data, nil
}

func successAlone(ctx context.Context, store Store, order Order) error {
	if err := store.Save(ctx, order); err != nil {
	^^ violated: nil is returned
		return nil
	}
	return nil
}

func passesOn(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
	^^ shown: error from os.ReadFile
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, nil
}

func namesIt() (err error) {
	if err = work(); err != nil {
		return
	}
	return nil
}

func logsIt(path string) {
	if err := os.Chdir(path); err != nil {
	^^ shown
		slog.Error("no directory", "error", err)
	}
}

func missingIsFine(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil && errors.Is(err, os.ErrNotExist) {
	^^ shown: only os.ErrNotExist is expected here
		return nil, nil
	}
	return data, err
}

func canceledIsFine(ctx context.Context) error {
	err := work()
	if err != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func othersAreReturned(path string) error {
	err := work()
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

func statesWhy() error {
	if err := warm(); err != nil {
	^^ shown: why the error
		// The cache fills itself with the next read.
		return nil
	}
	return nil
}

func asks(path string) error {
	if _, err := os.Stat(path); err != nil {
	^^ cannot tell: nil is returned
		return nil
	}
	return work()
}

func closes(file *os.File) {
	if err := file.Close(); err != nil {
	^^ shown: best effort
	}
}

func parses(text string) int {
	number, err := strconv.Atoi(text)
	if err != nil {
	^^ shown: if strconv.Atoi fails, another
		return 0
	}
	return number
}

func endsQuietly(body io.Reader, out io.Writer) {
	var value any
	if err := json.NewDecoder(body).Decode(&value); err != nil {
	^^ cannot tell: error from json.NewDecoder().Decode
		return
	}
	fmt.Fprintln(out, value)
}

func mirror(ctx context.Context, store Store) string {
	if order, err := store.Load(ctx); err == nil {
		return order.Name
	}
	return ""
}

func mirrorElse(ctx context.Context, store Store, order Order) {
	if err := store.Save(ctx, order); err == nil {
		fmt.Println("saved")
	} else {
		slog.Error("not saved", "error", err)
	}
}

func answers(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
	^^ cannot tell: counted
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
}

func declaredAgain(ctx context.Context, store Store, order Order) error {
	if err := store.Save(ctx, order); err != nil {
	^^ violated: nil is returned
		err := "not saved"
		if err != "" {
			return nil
		}
		return nil
	}
	return nil
}

func named(ctx context.Context, store Store, order Order) (saved bool, err error) {
	if err = store.Save(ctx, order); err != nil {
	^^ shown: is used
		return
	}
	return true, nil
}

func another(ctx context.Context, store Store, order Order) error {
	if err := store.Save(ctx, order); err != nil {
	^^ shown: error from store.Save
		return errNotSaved
	}
	return nil
}

func onItsWay(ctx context.Context, store Store, order Order) (err error) {
	defer func() {
		if err != nil {
			store.Unlock(order)
		}
	}()
	return store.Save(ctx, order)
}

func usedBehind(ctx context.Context, store Store, order Order) error {
	err := store.Save(ctx, order)
	if err != nil {
	^^ shown: is used
		store.Unlock(order)
	}
	store.Note(order)
	return err
}

func setAgainBehind(ctx context.Context, store Store, order Order) error {
	err := store.Save(ctx, order)
	if err != nil {
	^^ violated: error from store.Save
	}
	err = store.Note(order)
	return err
}

func reasonAbove(ctx context.Context, store Store, orders []Order) {
	for _, order := range orders {
		// Skip orders that are locked: the
		// next run takes them.
		saved, err := store.Lock(ctx, order)
		if err != nil {
//^^ shown: comment explains why
			continue
		}
		fmt.Println(saved)
	}
}

func recovers() {
	defer func() {
		recover()
//^^^^^^^ violated: caught
	}()
}

func recoversAndLogs() {
	defer func() {
		if problem := recover(); problem != nil {
//^^ shown
			slog.Error("panic", "problem", problem)
		}
	}()
}

func notAnError(node *Node) {
	if node.next != nil {
	}
}

func rows(db *sql.DB) (int, error) {
	var count int
	err := db.QueryRow("SELECT 1").Scan(&count)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, nil
	case err != nil:
	^^^^ shown
		return 0, err
	}
	return count, nil
}
