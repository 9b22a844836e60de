module example.com/mount

go 1.22
