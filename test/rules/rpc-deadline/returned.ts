import { createChannel, createClient } from 'nice-grpc';
import { CatalogDefinition, type CatalogClient } from './gen/catalog';

const catalog: CatalogClient = createClient(CatalogDefinition, createChannel('catalog:8080'));

export async function item(id: string) {
  return catalog.getItem({ id });
  //             ^^^^^^^ violated
}

export async function bounded(id: string) {
  return catalog.getItem({ id }, { signal: AbortSignal.timeout(1000) });
  //             ^^^^^^^ shown
}

export function changes(id: string) {
  return catalog.itemChanges({ id });
}
