FROM node:22.12
CMD exec node server.js
#   ^^^^^^^^^^^^^^^^^^^ shown: shell replaces itself
