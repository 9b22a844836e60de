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

const request: ReadonlySet<string> = new Set(
  'code state status status_code method path route handler url uri result outcome error error_type reason quantile le http_status http_method'.split(
    ' ',
  ),
);

/** Whether a label is one that the code gives a metric of requests, whatever it is called there. */
export function isRequestLabel(label: string): boolean {
  return request.has(label);
}

/** Whether a metric with these labels may have a label in Prometheus. */
export function isKnownLabel(label: string, labels: readonly string[]): boolean {
  return labels.includes(label) || label === 'le' || label === 'quantile' || isTargetLabel(label);
}

/** Whether two labels have a word of more than three letters in common. */
export function sharesWord(known: string, label: string): boolean {
  return known.split('_').some((word) => word.length > 3 && label.split('_').includes(word));
}
