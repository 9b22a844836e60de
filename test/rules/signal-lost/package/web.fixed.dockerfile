FROM node:22.12
CMD ["node", "--enable-source-maps", "dist/server.js"]
