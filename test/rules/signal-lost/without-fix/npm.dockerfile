FROM node:22.12
CMD npm run start:prod
#   ^^^^^^^^^^^^^^^^^^ violated: npm run start:prod is PID 1
