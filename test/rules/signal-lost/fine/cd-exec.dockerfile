FROM node:22.12
ENTRYPOINT cd /app && exec node server.js
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shown
