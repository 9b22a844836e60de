FROM node:22.12
CMD ["/bin/bash", "-lc", "cd /app && node server.js"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shown: bash replaces itself
