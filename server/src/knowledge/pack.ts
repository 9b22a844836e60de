/** Knowledge of one library or framework; one YAML file under `packs/`. */
export interface Pack {
  readonly id: string;
}
