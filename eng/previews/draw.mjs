// Draws a dashboard from a Prometheus as one HTML page, for a screenshot: node draw.mjs DASHBOARD.json PROMETHEUS MINUTES PAGE.html
// It stands in for Grafana, which is not at hand everywhere: places, titles, units, queries and thresholds are the dashboard's, looks are not.
import { readFileSync, writeFileSync } from 'node:fs';
import { escaped, heatmap, stat, timeseries } from './plots.mjs';

const [file, prometheus, minutes, page] = process.argv.slice(2);
const dashboard = JSON.parse(readFileSync(file, 'utf8'));
const end = Math.floor(Date.now() / 1000);
const range = { start: end - Number(minutes) * 60, end, step: Math.max(1, Math.round(Number(minutes) / 5)) };
const [column, row, gap] = [60, 30, 8];

const filled = query => query.replaceAll('$__rate_interval', '20s').replaceAll('$namespace', '.*').replaceAll('$exam', '.*');

const ask = async (path, parameters) => {
  const answer = await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const { data, error } = await answer.json();
  if (error) throw new Error(`${parameters.query}: ${error}`);
  return data.result;
};

const named = (legend, labels) => (legend && legend !== '__auto' ? legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => labels[label] ?? '') : Object.values(labels).join(' '));

const lines = async panel => {
  const all = [];
  for (const target of panel.targets) {
    for (const series of await ask('query_range', { query: filled(target.expr), start: range.start, end: range.end, step: range.step })) {
      all.push({ name: named(target.legendFormat, series.metric), points: series.values.map(([time, value]) => [time, Number(value)]) });
    }
  }
  return all;
};

const values = async panel => {
  const all = [];
  for (const target of panel.targets) {
    for (const sample of await ask('query', { query: filled(target.expr) })) all.push({ name: named(target.legendFormat, sample.metric), value: Number(sample.value[1]) });
  }
  return all;
};

const inside = async (panel, width, height) => {
  if (panel.type === 'stat') {
    const found = await values(panel);
    return found.length ? stat(panel, found) : '<p>No data</p>';
  }
  const found = await lines(panel);
  if (!found.length) return '<p>No data</p>';
  return (panel.type === 'heatmap' ? heatmap : timeseries)(panel, found, range, width, height);
};

const place = ({ x, y, w, h }) => ({ left: x * column, top: y * (row + gap), width: w * column - gap, height: h * (row + gap) - gap });

let body = '';
let bottom = 0;
for (const panel of dashboard.panels) {
  const { left, top, width, height } = place(panel.gridPos);
  bottom = Math.max(bottom, top + height);
  const style = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
  body += panel.type === 'row'
    ? `<h2 style="${style}">${escaped(panel.title)}</h2>`
    : `<section style="${style}"><h3>${escaped(panel.title)}</h3>${await inside(panel, width - 16, height - 34)}</section>`;
}
writeFileSync(page, `<!doctype html><meta charset="utf-8"><title>${escaped(dashboard.title)}</title><style>
body { margin: 0; background: #111217; color: #ccccdc; font: 13px/1.3 "DejaVu Sans", sans-serif; width: ${24 * column + 16}px; }
header { padding: 14px 16px 8px; font-size: 18px; } header small { color: #8e8ea0; font-size: 13px; margin-left: 12px; }
main { position: relative; height: ${bottom + 16}px; margin: 0 8px; }
h2, section { position: absolute; box-sizing: border-box; margin: 0; } h2 { font-size: 15px; font-weight: 500; line-height: 30px; }
section { background: #181b1f; border: 1px solid #2c3036; border-radius: 3px; padding: 6px 8px; overflow: hidden; display: flex; flex-direction: column; }
h3 { margin: 0 0 4px; font-size: 13px; font-weight: 500; white-space: nowrap; }
svg { display: block; } svg text { fill: #9a9aaa; font-size: 11px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; color: #b6b6c6; font-size: 12px; overflow: hidden; } .legend i { display: inline-block; width: 14px; height: 3px; margin-right: 5px; vertical-align: middle; }
.stats { display: flex; gap: 6px; flex: 1; } .stats div { flex: 1; border-radius: 3px; color: #fff; font-size: 30px; display: flex; flex-direction: column; align-items: center; justify-content: center; } .stats small { font-size: 13px; }
p { margin: auto; color: #7b7b8b; }
</style><header>${escaped(dashboard.title)}<small>preview: drawn from a cluster under load, not by Grafana</small></header><main>${body}</main>`);
console.log(`${24 * column + 16} ${bottom + 66}`);
