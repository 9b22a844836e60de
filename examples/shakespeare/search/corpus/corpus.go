// Package corpus holds the text that is searched.
package corpus

import (
	_ "embed"
	"fmt"
	"strings"
)

// Line is one line of a play.
type Line struct {
	Play    string `json:"play"`
	Scene   string `json:"scene"`
	Speaker string `json:"speaker"`
	Text    string `json:"text"`
}

//go:embed lines.txt
var text string

// Lines returns the corpus in the order of the plays.
func Lines() ([]Line, error) {
	return parse(text)
}

func parse(text string) ([]Line, error) {
	var lines []Line
	for number, row := range strings.Split(strings.TrimSpace(text), "\n") {
		fields := strings.Split(row, "\t")
		if len(fields) != 4 {
			return nil, fmt.Errorf("lines.txt:%d: %d fields, not 4", number+1, len(fields))
		}
		lines = append(lines, Line{Play: fields[0], Scene: fields[1], Speaker: fields[2], Text: fields[3]})
	}
	return lines, nil
}
