FROM node:22.12
COPY one/run.sh /
CMD ["bash", "-c", "/run.sh 8080"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: /run.sh does not exec the program
