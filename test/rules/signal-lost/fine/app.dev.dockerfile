FROM node:22.12
CMD npm start
