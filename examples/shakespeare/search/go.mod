module github.com/bard-search/shakespeare/search

go 1.19
