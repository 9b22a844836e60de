FROM registry.local/base:3
ENTRYPOINT ["/docker-entrypoint.sh"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^ cannot tell: /docker-entrypoint.sh
