/** Typefaces with what stands in for them where they are missing: another program has not the page's own. */
import type { Face, Type } from './scene.ts';

/** Faces that systems have; none is fetched. */
const CHINESE_SERIF = "'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', SimSun";
const CHINESE_SANS = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC'";

/** As in `css/tokens.css`; each ends with a generic family. */
export const FAMILIES: Readonly<Record<Face, string>> = {
  serif: `'Source Serif 4', 'Iowan Old Style', Palatino, Georgia, ${CHINESE_SERIF}, serif`,
  sans: `'Source Sans 3', 'Gill Sans', 'Segoe UI', system-ui, ${CHINESE_SANS}, sans-serif`,
  mono: `'Source Code Pro', ui-monospace, 'SF Mono', Menlo, Consolas, ${CHINESE_SANS}, monospace`,
};

/** How wide a line of text is, in CSS pixels. */
export type MeasureText = (text: string, type: Type) => number;

/** A type as CSS's shorthand. */
export function fontOf({ face, size, weight = 400, isItalic }: Type): string {
  return `${isItalic ? 'italic ' : ''}${weight} ${size}px ${FAMILIES[face]}`;
}
