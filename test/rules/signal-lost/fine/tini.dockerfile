FROM node:22.12
ENTRYPOINT ["/sbin/tini", "-g", "--"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^ shown: tini is PID 1 and passes signals on
CMD ["npm", "start"]
