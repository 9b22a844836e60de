FROM shop-base
#    ^^^^^^^^^ cannot tell: a stage of another Dockerfile is called so
