/** What reading a rule's findings over real systems gave (`bench/truth`). */
export interface Judgement {
  /** Findings that it reports and that somebody read. */
  readonly judged: number;
  /** True, and an engineer should act. */
  readonly useful: number;
  /** Right as far as it goes, and nobody is hurt. */
  readonly useless: number;
  /** What it says is not met. */
  readonly false: number;
  /** False or useless ones that the rule has stopped to report. */
  readonly mended: number;
  /** True ones that it no longer reports. */
  readonly missed: number;
}
