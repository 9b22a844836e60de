FROM node
#    ^^^^ violated
