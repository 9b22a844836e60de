FROM nginx:1.27
CMD envsubst < /tpl > /etc/nginx.conf && nginx -g 'daemon off;'
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: replaces itself by nginx
