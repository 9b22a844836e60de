const added: ReadonlySet<string> = new Set(
  (
    'job instance namespace pod container service endpoint cluster node env environment region zone az host hostname ' +
    'app application component team owner tenant stage dc datacenter site prometheus prometheus_replica replica shard ' +
    'release version image name k8s_cluster project account deployment statefulset daemonset workload service_name ' +
    'service_namespace service_instance_id otel_scope_name otel_scope_version telemetry_sdk_language tier location ' +
    'availability_zone cloud provider product domain group metrics_path monitor receive'
  ).split(' '),
);

/** Whether a label is one that scraping, relabelling or a collector adds, whatever the code says. */
export function isTargetLabel(label: string): boolean {
  return (
    added.has(label) ||
    /^(__|exported_|kubernetes_|app_kubernetes_io_|k8s_|label_|ec2_|cloud_|host_|deployment_)/.test(label)
  );
}
