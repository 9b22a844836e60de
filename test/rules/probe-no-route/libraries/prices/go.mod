module example.org/depot/prices

go 1.24
