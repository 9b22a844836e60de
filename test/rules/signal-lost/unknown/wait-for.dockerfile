FROM node:22.12
CMD ["sh", "-c", "wait-for-it.sh db:5432; node server.js"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot tell: replace themselves
