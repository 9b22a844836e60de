FROM node:22.12
CMD ["sh", "-c", "node server.js"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot tell: sh -c without exec
