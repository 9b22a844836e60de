package seats

import (
	"errors"
	"fmt"
	"log"
	"os"
)

func book(path string, seat Seat) error {
	data, encodeErr := encode(seat)
	if encodeErr != nil {
	^^ shown
		return encodeErr
	}
	writeErr := os.WriteFile(path, data, 0o600)
	if writeErr != nil {
	^^ violated: encodeErr is nil here
		return encodeErr
	}
	return nil
}

func load(path string) (*Seat, error) {
	data, err := os.ReadFile(path)
	if err != nil {
	^^ shown
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	seat, decodeErr := decode(data)
	if decodeErr != nil {
	^^ violated: err is nil here
		return nil, err
	}
	return seat, nil
}

func logged(path string) (*Seat, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	seat, decodeErr := decode(data)
	if decodeErr != nil {
	^^ shown: is logged
		log.Println("seat not read", decodeErr)
		return nil, err
	}
	return seat, nil
}

func either(path string) error {
	firstErr := os.Remove(path)
	if firstErr != nil && !os.IsNotExist(firstErr) {
		log.Println("not removed")
	}
	secondErr := os.Remove(path + ".bak")
	if secondErr != nil {
	^^ shown
		return errors.Join(firstErr, secondErr)
	}
	return firstErr
}

func kept(path string) error {
	firstErr := os.Chdir(path)
	if secondErr := os.Remove(path); secondErr != nil {
	^^ shown
		return firstErr
	}
	return nil
}
