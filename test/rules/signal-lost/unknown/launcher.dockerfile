FROM golang:1.24
CMD ["go", "run", "."]
#   ^^^^^^^^^^^^^^^^^^ cannot tell: go starts the program as
