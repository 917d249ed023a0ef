// One panel as SVG or HTML.
import { inWords } from './units.mjs';

const colours = ['#73bf69', '#f2cc0c', '#5794f2', '#ff9830', '#f2495c', '#b877d9', '#8ab8ff', '#fade2a', '#96d98d', '#ffa6b0'];
const named = { green: '#3a8f45', red: '#c4344a', orange: '#d9731a', yellow: '#b8960a', text: '#2b3038', blue: '#3274d9' };

export const escaped = text => String(text).replace(/[&<>"]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]);

// Bytes go by 1,024.
const upTo = (most, unit) => {
  if (!(most > 0)) return { end: 1, step: 0.5 };
  if (unit === 'bytes' && most > 1024) {
    const power = 1024 ** Math.floor(Math.log2(most) / 10);
    const { end, step } = upTo(most / power);
    return { end: end * power, step: step * power };
  }
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(step => most / step <= 4 + 1e-9);
  return { end: step * Math.ceil(most / step - 1e-9), step };
};

const clock = seconds => new Date(seconds * 1000).toISOString().slice(11, 19);

const frame = ({ width, height, left }, { start, end }, names) => {
  let svg = '';
  for (const [y, name] of names) {
    svg += `<line x1="${left}" x2="${width - 8}" y1="${y}" y2="${y}" stroke="#2c3036"/><text x="${left - 6}" y="${y + 4}" text-anchor="end">${escaped(name)}</text>`;
  }
  for (let i = 1; i <= 4; i++) {
    const at = start + ((end - start) * i) / 5;
    svg += `<text x="${left + ((width - 8 - left) * i) / 5}" y="${height - 6}" text-anchor="middle">${clock(at)}</text>`;
  }
  return svg;
};

/** Lines: [{name, points: [[time, value]]}]. */
export const timeseries = (panel, lines, range, width, height) => {
  const unit = panel.fieldConfig.defaults.unit;
  const legend = Math.min(3, Math.ceil((lines.reduce((all, line) => all + line.name.length * 7 + 34, 0)) / width)) * 18 + 6;
  const box = { width, height: height - legend, left: 62 };
  const values = lines.flatMap(line => line.points.map(point => point[1])).filter(Number.isFinite);
  const max = panel.fieldConfig.defaults.max;
  const axis = upTo(Math.max(...values, 0, max ?? 0), unit);
  const y = value => 8 + (box.height - 34) * (1 - value / axis.end);
  const x = time => box.left + ((width - 8 - box.left) * (time - range.start)) / (range.end - range.start);
  const ticks = [];
  for (let tick = 0; tick <= axis.end + axis.step / 2; tick += axis.step) ticks.push([y(tick), inWords(tick, unit)]);
  let svg = `<svg width="${width}" height="${box.height}">${frame(box, range, ticks)}`;
  lines.forEach((line, i) => {
    let path = '';
    let last = null;
    for (const [time, value] of line.points) {
      if (!Number.isFinite(value)) {
        last = null;
        continue;
      }
      path += `${last !== null && time - last < range.step * 3 ? 'L' : 'M'}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
      last = time;
    }
    svg += `<path d="${path}" fill="none" stroke="${colours[i % colours.length]}" stroke-width="1.6"/>`;
  });
  const names = lines.map((line, i) => `<span><i style="background:${colours[i % colours.length]}"></i>${escaped(line.name)}</span>`).join('');
  return `${svg}</svg><div class="legend">${names}</div>`;
};

/** Counts in buckets: [{name: upper edge, points}], cumulative, as Prometheus has them. */
export const heatmap = (panel, lines, range, width, height) => {
  const sorted = lines.map(line => ({ edge: line.name === '+Inf' ? Infinity : Number(line.name), at: new Map(line.points) })).sort((a, b) => a.edge - b.edge);
  const cells = sorted.map((row, i) => [...row.at].map(([time, value]) => [time, Math.max(0, value - (sorted[i - 1]?.at.get(time) ?? 0))]));
  const used = sorted.map((row, i) => ({ edge: row.edge, cells: cells[i] })).filter(row => row.cells.some(cell => cell[1] > 0.01));
  const most = Math.max(...used.flatMap(row => row.cells.map(cell => cell[1])), 1);
  const box = { width, height, left: 62 };
  const tall = (height - 34) / Math.max(1, used.length);
  const wide = (width - 8 - box.left) * (range.step / (range.end - range.start)) + 0.6;
  const every = Math.ceil(used.length / 6);
  const ticks = used.map((row, i) => [8 + (height - 34) - tall * (i + 0.5), Number.isFinite(row.edge) ? inWords(row.edge, 's') : '+Inf']).filter((_, i) => i % every === 0);
  let svg = `<svg width="${width}" height="${height}">${frame(box, range, ticks)}`;
  used.forEach((row, i) => {
    for (const [time, value] of row.cells) {
      if (value <= 0.01) continue;
      const x = box.left + ((width - 8 - box.left) * (time - range.start)) / (range.end - range.start);
      svg += `<rect x="${x.toFixed(1)}" y="${(8 + (height - 34) - tall * (i + 1)).toFixed(1)}" width="${wide.toFixed(1)}" height="${tall.toFixed(1)}" fill="#ff9830" fill-opacity="${(0.12 + 0.88 * Math.sqrt(value / most)).toFixed(2)}"/>`;
    }
  });
  return `${svg}</svg>`;
};

/** One value large, several side by side: [{name, value}]. */
export const stat = (panel, values) => {
  const { unit, thresholds, decimals } = panel.fieldConfig.defaults;
  const colour = value => named[(thresholds?.steps ?? []).filter(step => step.value === null || value >= step.value).at(-1)?.color] ?? named.text;
  return `<div class="stats">${values.map(({ name, value }) => `<div style="background:${colour(value)}">${values.length > 1 || (name && name !== '__auto') ? `<small>${escaped(name)}</small>` : ''}${escaped(inWords(decimals === undefined ? value : Number(value.toFixed(decimals)), unit))}</div>`).join('')}</div>`;
};
