package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/bard-search/shakespeare/search/index"
)

const (
	defaultLimit  = 10
	maxLimit      = 50
	maxQueryBytes = 200
)

type server struct {
	index    *index.Index
	glossary *glossary
	ready    atomic.Bool
}

func (s *server) search(w http.ResponseWriter, r *http.Request) {
	query := strings.TrimSpace(r.URL.Query().Get("q"))
	if query == "" || len(query) > maxQueryBytes {
		http.Error(w, "q must have 1 to 200 bytes", http.StatusBadRequest)
		return
	}
	limit, err := limitOf(r)
	if err != nil {
		http.Error(w, "limit must be a number from 1 to 50", http.StatusBadRequest)
		return
	}
	hits := s.index.Search(query, limit, s.glossary.synonyms)
	writeJSON(w, map[string]any{"query": query, "hits": hits})
}

func (s *server) suggest(w http.ResponseWriter, r *http.Request) {
	words := s.index.Suggest(r.URL.Query().Get("q"), defaultLimit)
	writeJSON(w, map[string]any{"words": words})
}

func (s *server) plays(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, map[string]any{"plays": s.index.Plays()})
}

func (s *server) word(w http.ResponseWriter, r *http.Request) {
	meaning, err := s.glossary.explain(context.Background(), r.URL.Query().Get("q"))
	if err != nil {
		log.Printf("word not explained: %v", err)
		http.Error(w, "the glossary does not answer", http.StatusBadGateway)
		return
	}
	writeJSON(w, map[string]any{"meaning": meaning})
}

func (s *server) livez(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusOK)
}

func (s *server) readyz(w http.ResponseWriter, _ *http.Request) {
	if !s.ready.Load() {
		http.Error(w, "the index is not built", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func limitOf(r *http.Request) (int, error) {
	given := r.URL.Query().Get("limit")
	if given == "" {
		return defaultLimit, nil
	}
	limit, err := strconv.Atoi(given)
	if err != nil {
		return 0, err
	}
	if limit < 1 || limit > maxLimit {
		return 0, strconv.ErrRange
	}
	return limit, nil
}

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		log.Printf("answer not written: %v", err)
	}
}
