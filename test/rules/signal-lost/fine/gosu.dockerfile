FROM debian:12.8
ENTRYPOINT ["gosu", "app", "/usr/bin/server"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shown: server is PID 1
