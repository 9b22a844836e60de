ENTRYPOINT server | tee log
#          ^^^^^^^^^^^^^^^^ violated: shell form
