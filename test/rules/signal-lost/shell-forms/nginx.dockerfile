FROM nginx:1.27
CMD envsubst < /tpl > /etc/nginx.conf && nginx -g 'daemon off;'
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: /bin/sh is PID 1
