package orders

import "log"

type Book struct {
	entries []Entry
}

func (b *Book) store(entry Entry) error {
	b.entries = append(b.entries, entry)
	return write(b.entries)
}

func (b *Book) close() error { return nil }

func (b *Book) count() int { return len(b.entries) }

func load(name string) (*Book, error) { return nil, nil }

func enter(b *Book, entry Entry) {
	b.store(entry)
// ^^^^^ violated: b.store
	b.count()
	b.close()
	defer b.store(entry)
	load("main")
	^^^^ violated: error
	if err := b.store(entry); err != nil {
		b.store(Entry{})
		log.Print(err)
	}
	// The last entry is written again at the next start.
	b.store(entry)
}
