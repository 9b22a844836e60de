FROM node:22.12 AS base
ENTRYPOINT ["node"]
#          ^^^^^^^^ shown: node is PID 1
FROM base
CMD ["server.js"]
