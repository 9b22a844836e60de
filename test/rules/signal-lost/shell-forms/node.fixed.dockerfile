FROM node:22.12
CMD ["node", "server.js", "--port", "8080", "a b"]
