FROM node:22.12
CMD ['node', 'server.js']
#   ^^^^^^^^^^^^^^^^^^^^^ violated: JSON list
