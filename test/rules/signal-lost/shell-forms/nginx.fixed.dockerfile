FROM nginx:1.27
CMD envsubst < /tpl > /etc/nginx.conf && exec nginx -g 'daemon off;'
