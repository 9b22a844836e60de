FROM node:22.12
COPY . .
