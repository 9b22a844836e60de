import type { Binding, Import, Parameter, Value } from '../../../syntax/code/outline.ts';
import type { At, Holder } from './origin.ts';

/** A variable, parameter, field, import, function or class with all that the file gives it. */
export interface Declaration extends Holder {
  readonly name: string;
  /** The region in which it is declared; for a field its class. */
  readonly region: number;
  import?: Import;
  parameter?: Parameter;
  /** A function or class of this name. */
  code?: number;
  /** Caught by a handler. */
  caught?: true;
  readonly assigned: Assigned[];
  readonly members: { readonly names: readonly string[]; readonly value: Value; readonly at: At }[];
}

/** A declaration whose calls are looked for when somebody asks for the first. */
export class Named implements Declaration {
  readonly name: string;
  readonly region: number;
  readonly assigned: Assigned[] = [];
  readonly members: Declaration['members'] = [];
  import?: Import;
  parameter?: Parameter;
  code?: number;
  caught?: true;
  private readonly findCalls: () => void;
  private found: number[] | undefined;

  constructor(place: { readonly name: string; readonly region: number }, findCalls: () => void) {
    this.name = place.name;
    this.region = place.region;
    this.findCalls = findCalls;
  }

  get calls(): readonly number[] {
    this.findCalls();
    return this.found ?? [];
  }

  addCall(call: number): void {
    (this.found ??= []).push(call);
  }
}

/** One giving of a value. */
export interface Assigned {
  /** Absent for a declaration without value. */
  readonly value?: Value | undefined;
  /** Which of several results it takes. */
  readonly position: number;
  readonly type?: string | undefined;
  /** End of the statement, from which on it holds. */
  readonly at: At;
  /** Place from which the value is read. */
  readonly from: At;
}

/** What a statement gives to a name; the value is read when somebody follows the name. */
export class FromBinding implements Assigned {
  readonly position: number;
  private readonly binding: Binding;

  constructor(binding: Binding, position: number) {
    this.binding = binding;
    this.position = position;
  }

  get value(): Value | undefined {
    return this.binding.value;
  }

  get type(): string | undefined {
    return this.binding.type;
  }

  get at(): At {
    return { region: this.binding.region, offset: this.binding.span.end };
  }

  get from(): At {
    const { value, span, region } = this.binding;
    return { region, offset: value?.span.start ?? span.start };
  }
}

/** What is assigned more often is not told: each reading would look through all of it. */
export const maxAssigned = 1000;
