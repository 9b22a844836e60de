/** Servers that the user named in the settings of the editor; only these are asked. */
export interface ObserveParams {
  /** URI of the workspace folder whose alerts, metrics and objectives are asked about. */
  readonly folder: string;
  readonly prometheus?: ObservedServer;
  readonly alertmanager?: ObservedServer;
}

export interface ObservedServer {
  readonly url: string;
  readonly token?: string;
}

/** What came of asking one server. */
export interface ObservedView {
  readonly server: 'Prometheus' | 'Alertmanager';
  /** Its address, without a slash at the end. */
  readonly from: string;
  /** URI of the record. */
  readonly uri: string;
  /** Path of the record in the folder. */
  readonly file: string;
  /** What could not be observed, with the reason. */
  readonly missing: readonly string[];
  /** Why nothing could be observed; then the record is as it was. */
  readonly failure?: string;
}
