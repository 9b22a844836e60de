FROM node:22.12
CMD exec node server.js
#   ^^^^^^^^^^^^^^^^^^^ shown: the shell replaces itself by the program
