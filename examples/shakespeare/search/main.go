// Search finds lines of Shakespeare's plays by their words.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/bard-search/shakespeare/search/corpus"
	"github.com/bard-search/shakespeare/search/index"
)

func main() {
	lines, err := corpus.Lines()
	if err != nil {
		log.Fatalf("corpus not read: %v", err)
	}
	s := &server{index: index.Build(lines), glossary: newGlossary(os.Getenv("GLOSSARY_URL"))}
	if s.glossary.url != "" {
		go keepFresh(s.glossary, 10*time.Minute)
	}
	m := newMetrics(s.index.Size())
	s.ready.Store(true)

	mux := http.NewServeMux()
	mux.HandleFunc("/v1/search", m.measured("/v1/search", s.search))
	mux.HandleFunc("/v1/suggest", m.measured("/v1/suggest", s.suggest))
	mux.HandleFunc("/v1/plays", m.measured("/v1/plays", s.plays))
	mux.HandleFunc("/v1/word", m.measured("/v1/word", s.word))
	mux.HandleFunc("/livez", s.livez)
	mux.HandleFunc("/readyz", s.readyz)
	mux.Handle("/metrics", m)

	httpServer := &http.Server{
		Addr:              ":8080",
		Handler:           mux,
		ReadHeaderTimeout: 2 * time.Second,
		WriteTimeout:      5 * time.Second,
		IdleTimeout:       60 * time.Second,
	}
	log.Printf("%d lines indexed, listening on %s", s.index.Size(), httpServer.Addr)
	log.Fatal(httpServer.ListenAndServe())
}

// keepFresh reads the glossary now and then; without one, searches find only words as they are written.
func keepFresh(g *glossary, every time.Duration) {
	for {
		if err := g.refresh(context.Background()); err != nil {
			log.Printf("glossary not refreshed, the last one is kept: %v", err)
		}
		time.Sleep(every)
	}
}
