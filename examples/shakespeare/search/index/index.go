// Package index finds lines by their words.
package index

import (
	"sort"
	"strings"
	"unicode"

	"github.com/bard-search/shakespeare/search/corpus"
)

// Index is an inverted index: for each word the lines that hold it. It is read-only once built.
type Index struct {
	lines    []corpus.Line
	postings map[string][]int
	words    []string
}

// Hit is a line with the share of the query's words that it holds.
type Hit struct {
	corpus.Line
	Score float64 `json:"score"`
}

// Build reads all lines once.
func Build(lines []corpus.Line) *Index {
	index := &Index{lines: lines, postings: make(map[string][]int)}
	for number, line := range lines {
		for word := range wordSet(line.Text) {
			index.postings[word] = append(index.postings[word], number)
		}
	}
	for word := range index.postings {
		index.words = append(index.words, word)
	}
	sort.Strings(index.words)
	return index
}

// Size is the number of lines that can be found.
func (index *Index) Size() int {
	return len(index.lines)
}

// Search returns the best lines for a query, at most limit. synonyms gives further words for one of the query.
func (index *Index) Search(query string, limit int, synonyms func(string) []string) []Hit {
	words := wordSet(query)
	found := make(map[int]float64)
	for word := range words {
		for _, number := range index.linesWith(word, synonyms) {
			found[number]++
		}
	}
	hits := make([]Hit, 0, len(found))
	for number, count := range found {
		hits = append(hits, Hit{Line: index.lines[number], Score: count / float64(len(words))})
	}
	sort.Slice(hits, func(i, j int) bool {
		if hits[i].Score != hits[j].Score {
			return hits[i].Score > hits[j].Score
		}
		if hits[i].Play != hits[j].Play {
			return hits[i].Play < hits[j].Play
		}
		return hits[i].Text < hits[j].Text
	})
	if len(hits) > limit {
		hits = hits[:limit]
	}
	return hits
}

// linesWith returns each line once, however many of the word's synonyms it holds.
func (index *Index) linesWith(word string, synonyms func(string) []string) []int {
	seen := make(map[int]bool)
	var numbers []int
	for _, each := range append([]string{word}, synonyms(word)...) {
		for _, number := range index.postings[each] {
			if !seen[number] {
				seen[number] = true
				numbers = append(numbers, number)
			}
		}
	}
	return numbers
}

// Suggest returns words of the corpus that begin with prefix, at most limit.
func (index *Index) Suggest(prefix string, limit int) []string {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	matches := []string{}
	if prefix == "" {
		return matches
	}
	for at := sort.SearchStrings(index.words, prefix); at < len(index.words) && len(matches) < limit; at++ {
		if !strings.HasPrefix(index.words[at], prefix) {
			break
		}
		matches = append(matches, index.words[at])
	}
	return matches
}

// Plays returns the titles in the corpus, sorted.
func (index *Index) Plays() []string {
	seen := make(map[string]bool)
	var plays []string
	for _, line := range index.lines {
		if !seen[line.Play] {
			seen[line.Play] = true
			plays = append(plays, line.Play)
		}
	}
	sort.Strings(plays)
	return plays
}

func wordSet(text string) map[string]bool {
	words := make(map[string]bool)
	separator := func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }
	for _, word := range strings.FieldsFunc(strings.ToLower(text), separator) {
		if word = strings.Trim(word, "'"); word != "" {
			words[word] = true
		}
	}
	return words
}
