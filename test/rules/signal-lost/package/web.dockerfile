FROM node:22.12
CMD ["npm", "start"]
#   ^^^^^^^^^^^^^^^^ violated: npm start is PID 1
