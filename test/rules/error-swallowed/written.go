package menus

import (
	"bufio"
	"os"
)

func write(path string, menu []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := file.Write(menu); err != nil {
		return err
	}
	_ = file.Close()
	^ violated: error from os.Create().Close
	return nil
}

func writeUnlooked(path string, menu []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = file.Write(menu)
	file.Close()
	     ^^^^^ violated: error from os.Create().Close
	return err
}

func writeChecked(path string, menu []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	               ^ cannot tell
	out := bufio.NewWriter(file)
	if _, err := out.Write(menu); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	_ = file.Close()
	^ shown: best effort
	return nil, nil
}

func name() (string, error) {
	file, err := os.CreateTemp("", "menu")
	if err != nil {
		return "", err
	}
	_ = file.Close()
	^ cannot tell
	return file.Name(), nil
}
