FROM golang:1.24
CMD /go/bin/shop -port=${PORT} & wait
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: the shell waits as PID 1
