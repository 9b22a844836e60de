FROM node:22.12
ENTRYPOINT ["/usr/local/bin/yarn"]
#          ^^^^^^^^^^^^^^^^^^^^^^^ violated: yarn start is PID 1
CMD ["start"]
