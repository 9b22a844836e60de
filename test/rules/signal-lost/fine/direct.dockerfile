FROM node:22.12 AS build
CMD npm start
FROM node:22.12
CMD node old.js
CMD [ "node", \
  # the server
  "server.js" ]
