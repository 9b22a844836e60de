FROM debian:12.8
ENTRYPOINT ["gosu", "app"]
CMD server --all
#   ^^^^^^^^^^^^ violated: shell form
