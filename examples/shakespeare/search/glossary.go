package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const maxGlossaryBytes = 1 << 20

// glossary gives old spellings for modern words: "glitters" finds "glisters".
type glossary struct {
	url    string
	client *http.Client

	mu    sync.RWMutex
	words map[string][]string
}

func newGlossary(url string) *glossary {
	return &glossary{url: url, client: &http.Client{Timeout: 3 * time.Second}}
}

// refresh replaces the words by those that the glossary service has now.
func (g *glossary) refresh(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.url, nil)
	if err != nil {
		return err
	}
	response, err := g.client.Do(request)
	if err != nil {
		return fmt.Errorf("glossary: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("glossary: %s", response.Status)
	}
	var words map[string][]string
	if err := json.NewDecoder(io.LimitReader(response.Body, maxGlossaryBytes)).Decode(&words); err != nil {
		return fmt.Errorf("glossary: %w", err)
	}
	g.mu.Lock()
	g.words = words
	g.mu.Unlock()
	return nil
}

// explain asks the glossary for one word, now.
func (g *glossary) explain(ctx context.Context, word string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.url+"/"+url.PathEscape(word), nil)
	if err != nil {
		return "", err
	}
	response, err := g.client.Do(request)
	if err != nil {
		return "", fmt.Errorf("glossary: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("glossary: %s", response.Status)
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, maxGlossaryBytes))
	return string(text), err
}

func (g *glossary) synonyms(word string) []string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.words[word]
}
