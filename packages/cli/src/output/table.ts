import { stripVTControlCharacters } from 'node:util';

export interface Column {
  readonly title: string;
  readonly right?: true;
}

/** Lines of text in columns, two spaces apart; cells may hold colours. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map(row => widthOf(row[i] ?? ''))));
  return all.map(row =>
    columns
      .map(({ right }, i) => {
        const cell = row[i] ?? '';
        const space = ' '.repeat(widths[i]! - widthOf(cell));
        return right ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** `length` of `width` cells full, one at least where there is anything, then up to `reach` half full. */
export function bar(length: number, reach: number, width: number): string {
  const full = Math.min(width, Math.max(length > 0 ? 1 : 0, Math.round(length * width)));
  const half = Math.min(width, Math.max(full, Math.round(reach * width)));
  return '█'.repeat(full) + '░'.repeat(half - full);
}

function widthOf(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}
