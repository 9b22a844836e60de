FROM node:22.12
CMD ["/usr/local/bin/npm", "start"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: npm start is PID 1
