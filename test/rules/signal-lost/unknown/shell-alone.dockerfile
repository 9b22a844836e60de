FROM node:22.12
CMD ["/bin/sh", "-c"]
