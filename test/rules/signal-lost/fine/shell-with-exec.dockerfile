FROM node:22.12
SHELL ["/bin/bash", "-c", "exec $0"]
CMD node server.js
#   ^^^^^^^^^^^^^^ shown: SHELL
