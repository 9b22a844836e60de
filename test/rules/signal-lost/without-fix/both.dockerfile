FROM node:22.12
ENTRYPOINT node server.js
#          ^^^^^^^^^^^^^^ violated: shell form
CMD --port 8080
