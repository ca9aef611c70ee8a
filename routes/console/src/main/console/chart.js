/* Chart of cases opened and approved by day, including days without cases. uPlot draws it on a canvas; the table below has the same figures. */

import uPlot from 'uplot';
import {number} from './language.js';

const DAY = 86400000;

/** @param figures by day @return the chart; it must be destroyed before it is replaced */
export function days(place, figures) {
  const lines = new Map(figures.items.map((line) => [line.key, line]));
  const xs = [];
  const opened = [];
  const approved = [];
  for (let at = Date.parse(figures.from); at <= Date.parse(figures.to); at += DAY) {
    const line = lines.get(new Date(at).toISOString().slice(0, 10));
    xs.push(at / 1000);
    opened.push(line?.opened ?? 0);
    approved.push(line?.approved ?? 0);
  }
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const font = `13px ${style.getPropertyValue('--bs-font-sans-serif')}`;
  const short = new Intl.DateTimeFormat(document.documentElement.lang === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB-u-ca-persian', {day: 'numeric', month: 'short', timeZone: 'UTC'});
  const axis = {stroke: colour('--ink'), font, grid: {stroke: colour('--line'), width: 1}, ticks: {stroke: colour('--line'), width: 1}};
  return new uPlot({
    width: place.clientWidth, height: 300, legend: {show: false}, cursor: {show: false}, tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), 'Etc/UTC'),
    scales: {x: {time: true, range: (u, from, to) => [from - DAY / 2000, to + DAY / 2000]}, y: {range: (u, low, high) => [0, Math.max(4, high * 1.1)]}},
    axes: [
      {...axis, space: 70, values: (u, ticks) => ticks.map((at) => (Number.isInteger((at * 1000) / DAY) ? short.format(new Date(at * 1000)) : ''))},
      {...axis, size: 56, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000], values: (u, ticks) => ticks.map((v) => number(v))},
    ],
    series: [{}, {fill: colour('--teal'), stroke: colour('--teal'), width: 0, paths: uPlot.paths.bars({size: [0.8, 40]}), points: {show: false}},
      {stroke: colour('--amber'), width: 2, points: {show: xs.length < 60, fill: colour('--amber')}}],
  }, [xs, opened, approved], place);
}
