/**
 * Series that well-known exporters, agents and platforms bring, by their prefix; `*` at the end stands for anything.
 * From their own documentation and from what they answer with: Prometheus and its kin, runtimes, machines and Kubernetes,
 * proxies and meshes, stores, probes and collectors.
 */
export const exporterSeries: readonly string[] = `
  up scrape_* ALERTS ALERTS_FOR_STATE prometheus_* alertmanager_* pushgateway_* push_time_seconds
  push_failure_time_seconds promhttp_* thanos_* cortex_* loki_* tempo_* mimir_* grafana_* vm_* vmagent_* vmalert_*
  pyrra_* sloth_* slo:* alloy_* agent_* promtail_* net_conntrack_* reloader_* httpcheck_* process_* go_* python_*
  nodejs_* jvm_* v8js_* ruby_* dotnet_* aspnetcore_* kestrel_* system_* tomcat_* jetty_* hikaricp_* jdbc_*
  logback_* log4j2_* executor_* application_* disk_* spring_* microsoft_aspnetcore_* erlang_* beam_* php_*
  phpfpm_* rails_* puma_* sidekiq_* gunicorn_* uwsgi_* node_* windows_* kube_* container_* machine_* kubelet_*
  apiserver_* etcd_* scheduler_* workqueue_* rest_client_* coredns_* kubernetes_* kubeproxy_* kubeadm_*
  authentication_* authenticated_* volume_manager_* storage_operation_* pod_* cluster_autoscaler_* karpenter_*
  keda_* controller_runtime_* leader_election_* certmanager_* velero_* external_dns_* aggregator_* cadvisor_*
  namedprocess_* DCGM_* nvidia_* smartctl_* ssh_* systemd_* kepler_* opencost_* rollout_* flux_* gotk_* argocd_*
  argo_* tekton_* falco_* gatekeeper_* kyverno_* vault_* consul_* nomad_* cilium_* hubble_* calico_* felix_*
  weave_* ceph_* longhorn_* openebs_* rook_* harbor_* registry_* snmp_* ipmi_* cloudflare_* aws_* gcp_* azure_*
  stackdriver_* yace_* kafka_* strimzi_* ksql* zookeeper_* pulsar_* nats_* gnatsd_* jetstream_* envoy_* istio_*
  pilot_* galley_* citadel_* linkerd_* nginx_* nginxplus_* haproxy_* traefik_* caddy_* apache_* varnish_* kong_*
  ambassador_* contour_* request_total response_total response_latency_ms_* redis_* valkey_* pg_* postgres_*
  pgbouncer_* cnpg_* patroni_* mysql_* mysqld_* mongodb_* memcached_* elasticsearch_* opensearch_* cassandra_*
  clickhouse_* ClickHouse* cockroachdb_* rabbitmq_* minio_* influxdb_* couchdb_* couchbase_* neo4j_* oracledb_*
  mssql_* solr_* tidb_* tikv_* pd_* scylla_* hazelcast_* probe_* blackbox_* otelcol_* otelsvc_* traces_*
  traces_spanmetrics_* target_info otel_* jaeger_* calls_total duration_milliseconds_* statsd_* graphite_*
  collectd_* telegraf_* jmx_* cloudwatch_* jenkins_* github_* gitlab_* gitaly_* k6_* locust_* ifHC* sysUpTime
  vector_* fluentbit_* fluentd_* logstash_* filebeat_* http_server_* http_client_* rpc_server_* rpc_client_*
  db_client_* messaging_* grpc_server_* grpc_client_*
`
  .trim()
  .split(/\s+/);
