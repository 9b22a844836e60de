import type { Query } from '../../model/monitoring-fact.ts';
import { isLogQl, readQuery } from '../../syntax/promql.ts';
import { scalarPlaces } from '../../syntax/scalar-places.ts';
import { scalarOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from './artefact.ts';

/** What the PromQL of a scalar asks for; undefined for what is no PromQL. */
export function queryOf(artefact: Artefact, node: YamlNode | undefined): Query | undefined {
  const scalar = scalarOf(node);
  if (!scalar || scalar.text.trim() === '' || isLogQl(scalar.text)) return undefined;
  return readQuery(scalar.text, scalarPlaces(artefact.text, placed(artefact, scalar.span), scalar.text));
}
