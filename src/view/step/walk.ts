/** Where a key leads in a step's table: through rows, and through the numbers of a strip. */
import { isVector, type Part, type Spot, type StepTable } from '../../analysis/steps/stepTable.ts';

export interface Extent {
  /** How many rows of keys there are. */
  readonly keys: number;
  /** How many numbers a strip has. */
  width(part: Part): number;
}

/** How far PageUp and PageDown go. */
const PAGE = 8;

/** The column of the keys that stands over or under the chosen word's own strip. */
const PARTNERS: Partial<Record<Part, Part>> = { query: 'key', context: 'share' };

/** Kept inside the table; null for a key that does not walk. */
export function walkTable(table: StepTable, extent: Extent, from: Spot, key: string): Spot | null {
  switch (key) {
    case 'ArrowUp':
      return down(table, extent, from, -1);
    case 'ArrowDown':
      return down(table, extent, from, 1);
    case 'PageUp':
      return down(table, extent, from, -PAGE);
    case 'PageDown':
      return down(table, extent, from, PAGE);
    case 'ArrowLeft':
      return along(table, extent, from, -1);
    case 'ArrowRight':
      return along(table, extent, from, 1);
    case 'Home':
      return toEnd(table, extent, from, false);
    case 'End':
      return toEnd(table, extent, from, true);
    default:
      return null;
  }
}

function down(table: StepTable, extent: Extent, from: Spot, by: number): Spot {
  const { before, keys, after } = table;
  const count = keys.length > 0 ? extent.keys : 0;
  const own = [...before, ...after];
  const at = own.indexOf(from.part);
  const row = at < 0 ? before.length + from.key : at < before.length ? at : at + count;
  const to = Math.min(own.length + count - 1, Math.max(0, row + by));
  const key = Math.min(count - 1, Math.max(0, to - before.length));
  if (to < before.length) return within(extent, { ...from, part: before[to]! });
  if (to >= before.length + count)
    return within(extent, { ...from, part: after[to - before.length - count]! });
  const partner = PARTNERS[from.part];
  const part = at < 0 ? from.part : partner && keys.includes(partner) ? partner : keys[0]!;
  return within(extent, { ...from, part, key });
}

function along({ keys }: StepTable, extent: Extent, from: Spot, by: 1 | -1): Spot {
  if (isVector(from.part)) {
    const component = from.component + by;
    if (component >= 0 && component < extent.width(from.part)) return { ...from, component };
  }
  const at = keys.indexOf(from.part);
  const part = at < 0 ? undefined : keys[at + by];
  if (part === undefined) return from;
  // A strip is entered at its near end; a term stays with its component.
  if (!isVector(part) || !isVector(from.part)) return { ...from, part };
  return { ...from, part, component: by > 0 ? 0 : extent.width(part) - 1 };
}

function toEnd({ keys }: StepTable, extent: Extent, from: Spot, last: boolean): Spot {
  if (isVector(from.part)) {
    return { ...from, component: last ? extent.width(from.part) - 1 : 0 };
  }
  return { ...from, part: keys[last ? keys.length - 1 : 0]! };
}

function within(extent: Extent, spot: Spot): Spot {
  if (!isVector(spot.part)) return spot;
  return { ...spot, component: Math.min(spot.component, extent.width(spot.part) - 1) };
}
