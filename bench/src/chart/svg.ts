import type { TopLevelSpec } from 'vega-lite';
import { theme } from './theme.ts';

/** The SVG text of a Vega-Lite chart in this project's theme. */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  // Loaded when a chart is drawn: it takes longer than all the rest, and most calls end with a word of help or advice.
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const compiled = compile({ ...spec, config: theme } as TopLevelSpec);
  const view = new View(parse(compiled.spec), { renderer: 'none' });
  try {
    return `${await view.toSVG()}\n`;
  } finally {
    view.finalize();
  }
}
