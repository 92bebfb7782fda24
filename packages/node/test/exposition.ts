/** What a node told of one metric. */
export interface Told {
  readonly type: string;
  readonly help: string;
  readonly samples: {
    readonly name: string;
    readonly labels: Record<string, string>;
    readonly value: number;
  }[];
}

/** Reads Prometheus' text format, by metric. Throws on a line that is none of it. */
export function parseExposition(text: string): Map<string, Told> {
  const told = new Map<string, Told>();
  let current: Told | undefined;
  for (const line of text.split('\n').filter(line => line !== '')) {
    const help = /^# HELP (\w+) (.+)$/.exec(line);
    const type = /^# TYPE (\w+) (\w+)$/.exec(line);
    const value = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (help !== null) {
      if (told.has(help[1]!)) throw new Error(`${help[1]} is told twice.`);
      current = { type: '', help: help[2]!, samples: [] };
      told.set(help[1]!, current);
    } else if (type !== null && current !== undefined) {
      current = { ...current, type: type[2]! };
      told.set(type[1]!, current);
    } else if (value !== null && current !== undefined) {
      const labels = [...(value[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
      current.samples.push({
        name: value[1]!,
        labels: Object.fromEntries(labels.map(([, name, text]) => [name!, text!])),
        value: value[3] === 'Nan' ? Number.NaN : Number(value[3]!.replace('Inf', 'Infinity')),
      });
    } else {
      throw new Error(`This is no line of an exposition: ${line}`);
    }
  }
  return told;
}

/** Values of one metric, by its labels as text: `a=1 b=2`. */
export function valuesOf(told: ReadonlyMap<string, Told>, name: string): Record<string, number> {
  const metric = name.replace(/_(bucket|sum|count)$/, '');
  const samples = (told.get(name) ?? told.get(metric))?.samples.filter(sample => sample.name === name) ?? [];
  return Object.fromEntries(
    samples.map(({ labels, value }) => [
      Object.entries(labels)
        .map(([label, text]) => `${label}=${text}`)
        .join(' '),
      value,
    ]),
  );
}
