import { ratiosOf, spreadOf, type Spread } from './rounds.ts'

/** One line of the report: ours beside its control, both in `unit`. */
export type Line = {
  readonly what: string
  readonly unit: string
  readonly ours: readonly number[]
  /** Null where a time alone is what counts. */
  readonly control: { readonly what: string; readonly values: readonly number[] } | null
  /** What performance.md asks for, such as `≥ 0.9`; empty where it asks for nothing. */
  readonly goal: string
}

/** A table in Markdown, with min, median and max of everything. */
export function formatReport(title: string, lines: readonly Line[]): string {
  const rows = lines.map(({ what, unit, ours, control, goal }) => [
    what,
    unit,
    formatSpread(spreadOf(ours)),
    control === null ? '' : control.what,
    control === null ? '' : formatSpread(spreadOf(control.values)),
    control === null ? '' : formatSpread(ratiosOf(ours, control.values)),
    goal,
  ])
  const head = ['measured', 'unit', 'ours', 'control', 'control’s', 'ours / control', 'goal']
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return [`## ${title}`, '', ...table, ''].join('\n')
}

function formatSpread({ min, median, max }: Spread): string {
  return `${formatNumber(min)} – **${formatNumber(median)}** – ${formatNumber(max)}`
}

function formatNumber(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toPrecision(3)
}
