FROM shop-base
#    ^^^^^^^^^ cannot tell: another Dockerfile
