package index

import (
	"testing"

	"github.com/bard-search/shakespeare/search/corpus"
)

func build(t *testing.T) *Index {
	t.Helper()
	lines, err := corpus.Lines()
	if err != nil {
		t.Fatal(err)
	}
	return Build(lines)
}

func noSynonyms(string) []string { return nil }

func TestSearchRanksLinesWithMoreWordsFirst(t *testing.T) {
	hits := build(t).Search("to be or not to be", 3, noSynonyms)
	if len(hits) == 0 || hits[0].Text != "To be, or not to be, that is the question:" {
		t.Fatalf("got %v", hits)
	}
	if hits[0].Score != 1 {
		t.Errorf("score %v, not 1", hits[0].Score)
	}
}

func TestSearchUsesSynonyms(t *testing.T) {
	synonyms := func(word string) []string {
		if word == "glitters" {
			return []string{"glisters"}
		}
		return nil
	}
	hits := build(t).Search("glitters", 3, synonyms)
	if len(hits) != 1 || hits[0].Play != "The Merchant of Venice" {
		t.Fatalf("got %v", hits)
	}
}

func TestSuggest(t *testing.T) {
	index := build(t)
	if words := index.Suggest("tomo", 5); len(words) != 1 || words[0] != "tomorrow" {
		t.Errorf("got %v", words)
	}
	if words := index.Suggest("", 5); len(words) != 0 {
		t.Errorf("got %v", words)
	}
}
