FROM node:22.12
CMD trap 'kill $!' TERM; node server.js & wait
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot tell: the shell handles signals itself
