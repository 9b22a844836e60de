package main

import "os"

func read(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
	^^ cannot tell: in a tool that a person starts
		return nil, nil
	}
	return data, nil
}
