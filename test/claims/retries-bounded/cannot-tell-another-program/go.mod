module acme.dev/web

go 1.25
