// Words for values, by the units of Grafana that the dashboards use.

const scaled = (value, step, names) => {
  let i = 0;
  while (Math.abs(value) >= step && i < names.length - 1) {
    value /= step;
    i++;
  }
  return `${number(value)}${names[i]}`;
};

const number = value => (value !== 0 && Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0))
  .replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

const seconds = value => (value === 0 ? '0 s' : value < 0.001 ? `${number(value * 1e6)} µs` : value < 1 ? `${number(value * 1000)} ms` : value < 120 ? `${number(value)} s` : `${number(value / 60)} min`);

const words = {
  short: value => scaled(value, 1000, ['', ' K', ' Mil']),
  s: seconds,
  percentunit: value => `${number(value * 100)}%`,
  percent: value => `${number(value)}%`,
  cps: value => `${scaled(value, 1000, ['', ' K'])} c/s`,
  reqps: value => `${scaled(value, 1000, ['', ' K'])} req/s`,
  bytes: value => scaled(value, 1024, [' B', ' KiB', ' MiB', ' GiB']),
  Bps: value => scaled(value, 1000, [' B/s', ' kB/s', ' MB/s']),
  decmbytes: value => `${number(value)} MB`,
};

export const inWords = (value, unit) => (words[unit] ?? words.short)(value);
