FROM node:22.12
ENTRYPOINT ["tini", "--"]
CMD node server.js
#   ^^^^^^^^^^^^^^ cannot tell: shell
