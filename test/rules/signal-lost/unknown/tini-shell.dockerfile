FROM node:22.12
ENTRYPOINT ["tini", "--"]
CMD node server.js
#   ^^^^^^^^^^^^^^ cannot tell: an init passes signals on to the shell
