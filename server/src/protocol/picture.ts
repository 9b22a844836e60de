import type { LocationView } from '../protocol.ts';

/** What of the production picture is asked for. */
export interface PictureParams {
  /** URI of the workspace folder; the first by default. */
  readonly folder?: string;
  readonly environment?: string;
  /** This service and its neighbours. */
  readonly service?: string;
  /** Groups that are open, by their ids. */
  readonly open?: readonly string[];
}

export interface PictureTextParams extends PictureParams {
  readonly format: 'mermaid' | 'dot';
}

/** The production picture, laid out. */
export interface PictureView {
  /** `reading` while the workspace is read, or why it could not be. */
  readonly state: 'reading' | 'ready' | 'failed';
  readonly failure?: string;
  /** The folder that is shown, and all that there are. */
  readonly folder: string;
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  /** Nothing in the folder says what is deployed. */
  readonly undeclared: boolean;
  /** For the filters: what there is. */
  readonly environments: readonly string[];
  readonly services: readonly string[];
  /** The filters in force. */
  readonly environment?: string;
  readonly service?: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly unknown: readonly UnknownTarget[];
  /** Programs that no service runs. */
  readonly others: readonly OtherProgram[];
  /** Files by what they are for, most first. */
  readonly standing: readonly { readonly standing: string; readonly files: number }[];
  readonly common: CommonView;
  readonly drawing: DrawingView;
}

export interface PictureNode {
  /** Unique in the folder. */
  readonly name: string;
  readonly kind: 'service' | 'datastore' | 'queue' | 'third-party' | 'other';
  /** What a service runs: `server`, `worker`, … and in which language. */
  readonly runs?: { readonly kind: string; readonly language: string };
  readonly environments: readonly string[];
  readonly because: string;
  readonly places: readonly LocationView[];
  /** Findings of a service that are not ignored, as the overview counts them. */
  readonly findings?: number;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** How it is known: `the environment variable STOCK_ADDR`. */
  readonly via: readonly string[];
  readonly places: readonly LocationView[];
}

/** A target of a service that was not found. */
export interface UnknownTarget {
  readonly from: string;
  readonly to: string;
  readonly via: string;
  readonly places: readonly LocationView[];
}

export interface OtherProgram {
  readonly id: string;
  readonly kind: string;
  readonly language: string;
  readonly standing: string;
  readonly because: string;
  readonly at?: LocationView;
}

/** What the services have in common. */
export interface CommonView {
  readonly languages: readonly { readonly name: string; readonly services: number }[];
  readonly stores: readonly { readonly name: string; readonly kind: string; readonly services: number }[];
  /** Findings that at least half of the services have. */
  readonly findings: readonly { readonly rule: string; readonly summary: string; readonly services: number }[];
}

/** Boxes and lines in units of CSS pixels. */
export interface DrawingView {
  readonly width: number;
  readonly height: number;
  /** In the order in which one goes through them. */
  readonly boxes: readonly BoxView[];
  readonly arrows: readonly ArrowView[];
  readonly captions: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** Groups that are open. */
  readonly opened: readonly { readonly id: string; readonly label: string; readonly members: readonly string[] }[];
}

export interface BoxView {
  /** The name of a node, or the id of a group. */
  readonly id: string;
  readonly kind: PictureNode['kind'] | 'group';
  readonly label: string;
  readonly detail: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Names of the nodes in it. */
  readonly members: readonly string[];
}

export interface ArrowView {
  readonly id: string;
  /** Ids of boxes. */
  readonly from: string;
  readonly to: string;
  /** SVG path data. */
  readonly path: string;
  /** The tip of its head, and where that points: degrees, clockwise from the right. */
  readonly tip: { readonly x: number; readonly y: number; readonly angle: number };
  readonly middle: { readonly x: number; readonly y: number };
  /** Drawn only while one of its ends is looked at, because most services have it. */
  readonly quiet: boolean;
  /** Numbers of the edges that it stands for. */
  readonly edges: readonly number[];
}
