FROM node:22.12
CMD ["bash", "-c", "node worker.js & node server.js & wait -n"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: the shell waits as PID 1
