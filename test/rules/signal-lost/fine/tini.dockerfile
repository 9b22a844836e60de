FROM node:22.12
ENTRYPOINT ["/sbin/tini", "-g", "--"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^ shown: tini is PID 1
CMD ["npm", "start"]
