FROM node:22.12
CMD node server.js | tee /var/log/app
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: program
