FROM registry.local/prometheus:3
CMD ["--config.file=/etc/prometheus.yml"]
