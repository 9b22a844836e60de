FROM node:22.12
ENTRYPOINT ["sh", "-c", "node server.js | tee log"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: sh stays PID 1
