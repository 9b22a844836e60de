import type { OutsideProbe, TerraformResource } from '../../model/infrastructure-fact.ts';
import type { Text } from '../../model/observation.ts';
import { readHcl, type HclBlock } from '../../syntax/hcl.ts';
import { hostsOf } from './probes.ts';

/** What readiness asks of resources: the paths of their attributes. */
const resources: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['identifier', 'multi_az', 'backup_retention_period', 'replicate_source_db', 'engine'],
  aws_rds_cluster: ['cluster_identifier', 'backup_retention_period', 'availability_zones', 'engine'],
  aws_rds_cluster_instance: ['cluster_identifier', 'count'],
  aws_docdb_cluster: ['cluster_identifier', 'backup_retention_period'],
  aws_dynamodb_table: ['name', 'point_in_time_recovery.enabled'],
  aws_elasticache_replication_group: [
    'replication_group_id',
    'automatic_failover_enabled',
    'multi_az_enabled',
    'num_cache_clusters',
    'snapshot_retention_limit',
  ],
  aws_backup_plan: ['name', 'rule.schedule'],
  aws_backup_selection: ['name', 'resources'],
  aws_acm_certificate: ['domain_name', 'validation_method', 'private_key', 'certificate_body'],
  aws_route53_health_check: ['fqdn', 'type'],
  google_sql_database_instance: [
    'name',
    'settings.availability_type',
    'settings.backup_configuration.enabled',
    'settings.backup_configuration.point_in_time_recovery_enabled',
  ],
  google_compute_managed_ssl_certificate: ['managed.domains'],
  google_certificate_manager_certificate: ['managed.domains', 'self_managed.pem_certificate'],
  google_monitoring_uptime_check_config: ['display_name', 'monitored_resource.labels.host', 'http_check.path'],
  azurerm_postgresql_flexible_server: ['name', 'backup_retention_days', 'high_availability.mode'],
  azurerm_mysql_flexible_server: ['name', 'backup_retention_days', 'high_availability.mode'],
  azurerm_mssql_database: ['name', 'zone_redundant', 'short_term_retention_policy.retention_days'],
  azurerm_application_insights_standard_web_test: ['name', 'request.url'],
  digitalocean_database_cluster: ['name', 'node_count', 'engine'],
  checkly_check: ['name', 'request.url'],
  datadog_synthetics_test: ['name', 'request_definition.url'],
  'module terraform-aws-modules/rds/aws': ['identifier', 'multi_az', 'backup_retention_period'],
  'module terraform-aws-modules/rds-aurora/aws': ['name', 'backup_retention_period'],
  'module terraform-aws-modules/acm/aws': ['domain_name', 'validation_method'],
};

const wanted = new RegExp(
  `${Object.keys(resources)
    .map((type) => type.replace(/^module /, ''))
    .join('|')}`,
);

/** The resources of a file of Terraform that readiness asks for, and the addresses that a service of the cloud asks. */
export function extractTerraform(text: string): (TerraformResource | OutsideProbe)[] {
  if (!wanted.test(text)) return [];
  return readHcl(text).flatMap((block): (TerraformResource | OutsideProbe)[] => {
    const resource = resourceOf(block);
    if (!resource) return [];
    const path = probed[resource.type];
    const target = path === undefined ? undefined : resource.values[path]?.text;
    if (target === undefined) return [resource];
    const { span, type, name } = resource;
    return [resource, { kind: 'outside-probe', span, by: type, name, hosts: hostsOf([target]) }];
  });
}

/** What is only asked for whether it is written: a key never leaves the text. */
const secret = /(^|\.)(private_key|certificate_body|pem_certificate)$/;

/** Resources that ask an address from outside, with where it is written. */
const probed: Readonly<Record<string, string>> = {
  aws_route53_health_check: 'fqdn',
  google_monitoring_uptime_check_config: 'monitored_resource.labels.host',
  azurerm_application_insights_standard_web_test: 'request.url',
  checkly_check: 'request.url',
  datadog_synthetics_test: 'request_definition.url',
};

function resourceOf(block: HclBlock): TerraformResource | undefined {
  const [first, second] = block.labels;
  const isModule = block.type === 'module';
  if (!first || (block.type !== 'resource' && !isModule)) return undefined;
  const source = isModule ? textOf(block, 'source') : undefined;
  const type = isModule
    ? `module ${source?.text.replace(/^registry\.terraform\.io\//, '').replace(/\/\/.*$/, '') ?? ''}`
    : first.text;
  const name = isModule ? first : second;
  const paths = Object.hasOwn(resources, type) ? resources[type] : undefined;
  if (!paths || !name) return undefined;
  const values: Record<string, Text> = {};
  const unknown: string[] = [];
  for (const path of paths) {
    const found = lookUp(block, path.split('.'));
    if (found === 'unknown') unknown.push(path);
    else if (found) values[path] = secret.test(path) ? { ...found, text: '' } : found;
  }
  return { kind: 'terraform-resource', span: name.span, type, name: name.text, values, unknown };
}

function textOf(block: HclBlock, name: string): Text | undefined {
  const value = block.attributes.find((each) => each.name === name)?.value;
  return value && 'text' in value ? value : undefined;
}

/** A value below nested blocks, or in a map: what is written, or that something is written which only Terraform can tell. */
function lookUp(block: HclBlock, [first = '', ...rest]: readonly string[]): Text | 'unknown' | undefined {
  const attribute = block.attributes.find(({ name }) => name === first);
  if (attribute) {
    if (rest.length > 0 || !attribute.value) return 'unknown';
    if ('text' in attribute.value) return attribute.value;
    const [item] = attribute.value;
    return item ? { text: attribute.value.map(({ text }) => text).join(' '), span: item.span } : undefined;
  }
  const nested = block.blocks.filter(({ type }) => type === first);
  const [only] = nested;
  if (only && rest.length > 0) return lookUp(only, rest);
  // A block that is made for each item of a list may hold it.
  return block.blocks.some(({ type, labels }) => type === 'dynamic' && labels[0]?.text === first)
    ? 'unknown'
    : undefined;
}
