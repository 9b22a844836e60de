package main

import "os"

func read(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
	^^ cannot tell: caller sees success
		return nil, nil
	}
	return data, nil
}
