/** What reading a rule's findings over real systems gave (`bench/truth`), as they were first reported on a system. */
export interface Judgement {
  /** Findings that somebody read. */
  readonly judged: number;
  /** True, and an engineer should act. */
  readonly useful: number;
  /** Right as far as it goes, and nobody is hurt. */
  readonly useless: number;
  /** What it says is not met. */
  readonly false: number;
  /** Of the false and useless ones, how many it no longer reports. */
  readonly fixed: number;
  /** Of the true ones, how many it no longer reports. */
  readonly missed: number;
}
