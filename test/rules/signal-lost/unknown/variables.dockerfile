FROM node:22.12
ENTRYPOINT ["sh", "-c", "./bin/server ${PORT}"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot tell: replace themselves
