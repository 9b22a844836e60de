FROM node:22.12
ENTRYPOINT ["dumb-init", "npm", "start"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shown
