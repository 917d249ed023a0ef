// Checks dashboards against Grafana's types in @grafana/grafana-foundation-sdk: each must be a literal of them, which an unknown field
// or value is not. node check.mjs FOLDER-WITH-NODE_MODULES DASHBOARD.json … prints one line a complaint.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [tools, ...files] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tools, 'check-'));
const require = createRequire(path.join(tools, 'package.json'));
const sdk = '@grafana/grafana-foundation-sdk';

// Enums are their values in JSON, and methods are not there. What Grafana fills in itself may be left out of options.
const types = `
import type { Dashboard, FieldConfig, Panel, RowPanel } from '${sdk}/dashboard';
import type { GraphFieldConfig, HeatmapCellLayout } from '${sdk}/common';
import type { Dataquery } from '${sdk}/prometheus';
import type { Options as StatOptions } from '${sdk}/stat';
import type { Options as TimeSeriesOptions } from '${sdk}/timeseries';
import type { Options as HeatmapOptions } from '${sdk}/heatmap';
type Json<T> = T extends string ? \`\${T}\` : T extends (infer E)[] ? Json<E>[] : T extends object ? { [K in keyof T as T[K] extends Function ? never : K]: Json<T[K]> } : T;
type Some<T> = T extends unknown[] ? T : T extends object ? { [K in keyof T]?: Some<T[K]> } : T;
type Custom<F> = Omit<Json<FieldConfig>, 'custom'> & { custom?: Some<Json<F>> };
type Of<Type extends string, O, F> = Omit<Json<Panel>, 'type' | 'targets' | 'options' | 'fieldConfig'> &
  { type: Type; targets: Json<Dataquery>[]; options: Some<Json<O>>; fieldConfig: { defaults: Custom<F>; overrides: { matcher: { id: string; options?: unknown }; properties: { id: string; value?: unknown }[] }[] } };
type Panels = Of<'stat', StatOptions, {}> | Of<'timeseries', TimeSeriesOptions, GraphFieldConfig> | Of<'heatmap', HeatmapOptions, {}> | (Omit<Json<RowPanel>, 'type'> & { type: 'row' });
export type Board = Omit<Json<Dashboard>, 'panels'> & { panels: Panels[] };
`;

try {
  writeFileSync(path.join(folder, 'types.mts'), types);
  files.forEach((file, i) => writeFileSync(path.join(folder, `board${i}.mts`), `import type { Board } from './types.mts'; export const board: Board = ${readFileSync(file, 'utf8')};`));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', '--module', 'nodenext', '--moduleResolution', 'nodenext'];
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), ...options, ...files.map((_, i) => `board${i}.mts`)], { cwd: folder, encoding: 'utf8' });
} catch (e) {
  if (!e.stdout) throw e;
  for (const line of e.stdout.split('\n').filter(Boolean)) console.log(line.replace(/^board(\d+)\.mts/, (_, i) => path.basename(files[i])));
} finally {
  rmSync(folder, { recursive: true });
}
