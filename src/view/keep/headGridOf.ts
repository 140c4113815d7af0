/** One share for each head of a model as a figure to keep, layers down and heads across. */
import { type Message, msg, say, t } from '#say';
import type { GridFigure } from '../../figures/kept/grid.ts';
import type { Trace } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';

/**
 * @param of what the shares are, such as "to the right"
 * @param values [L · H], 0 to 1
 */
export function headGridOf(
  { layers, heads }: Pick<Trace, 'layers' | 'heads'>,
  of: Message | string,
  values: readonly number[],
): GridFigure {
  const what = say(of);
  return {
    ...{ kind: 'grid', of, down: 'layer', across: 'head' },
    rows: Array.from({ length: layers }, (_, layer) => msg`layer ${layer + 1}`),
    columns: Array.from({ length: heads }, (_, head) => msg`head ${head + 1}`),
    cells: values.map((value) => ({
      value,
      text: value === 0 ? '0' : percent(value),
      ink: value,
    })),
    legend: { scale: { kind: 'ink', from: 0, less: '0', more: t`100% ${what}` }, marks: [] },
  };
}
