package stock

import (
	"errors"
	"net/http"
	"time"
)

func left(url string) error {
	done := make(chan error, 1)
	go func() {
		_, err := http.Get(url)
		//             ^^^ cannot tell: goroutine
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(3 * time.Second):
		return errors.New("too slow")
	}
}

func waited(url string) error {
	done := make(chan error, 1)
	go func() {
		_, err := http.Get(url)
		//             ^^^ violated: timeout
		done <- err
	}()
	return <-done
}
