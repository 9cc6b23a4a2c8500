// A plot of days: bars in SVG, with the quota as a line, and the numbers as a table for those who do not see it.

import { useEffect, useState } from "preact/hooks";
import type { UsageDay } from "../api/contract";
import { count } from "../format";

const HEIGHT = 220;
const LEFT = 44;
const TOP = 14;
const BOTTOM = 26;
const STEPS = 4;

const short = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

interface BarsProps {
  readonly days: readonly UsageDay[];
  readonly limit?: number;
}

export function Bars({ days, limit }: BarsProps) {
  const [over, setOver] = useState<number>();
  const width = useWidth();
  const highest = Math.max(...days.map((each) => each.calls), 0);
  // The quota is a line only where the bars would still be seen under it.
  const withLimit = limit !== undefined && limit <= highest * 20;
  const top = rounded(Math.max(highest, withLimit ? limit : 0));
  const height = HEIGHT - TOP - BOTTOM;
  const slot = (width - LEFT) / Math.max(days.length, 1);
  const y = (calls: number): number => TOP + height - (calls / top) * height;
  const shown = over === undefined ? undefined : days[over];
  return (
    <figure class="bars">
      <figcaption>
        {shown ? (
          <>
            {short.format(new Date(shown.date))}: <strong>{count(shown.calls)}</strong> calls
          </>
        ) : (
          <>
            Highest day: <strong>{count(highest)}</strong> calls
            {limit !== undefined && !withLimit && <> of {count(limit)} a day</>}
          </>
        )}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true" onPointerLeave={() => setOver(undefined)}>
        {Array.from({ length: STEPS + 1 }, (_, step) => (top / STEPS) * step).map((value) => (
          <g key={value}>
            <line class="grid" x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
            <text class="axis" x={LEFT - 8} y={y(value) + 4} text-anchor="end">
              {compact(value)}
            </text>
          </g>
        ))}
        {days.map((each, index) => (
          <g key={each.date} onPointerEnter={() => setOver(index)}>
            <rect class="hit" x={LEFT + index * slot} y={TOP} width={slot} height={height} />
            <rect
              class={over === index ? "bar over" : "bar"}
              x={LEFT + index * slot + slot * 0.16}
              y={each.calls > 0 ? Math.min(y(each.calls), TOP + height - 2) : TOP + height}
              width={slot * 0.68}
              height={each.calls > 0 ? Math.max((each.calls / top) * height, 2) : 0}
              rx={2}
            />
            {(days.length - 1 - index) % 7 === 0 && (
              <text class="axis" x={index === days.length - 1 ? width : LEFT + (index + 0.5) * slot} y={HEIGHT - 8} text-anchor={index === days.length - 1 ? "end" : "middle"}>
                {short.format(new Date(each.date))}
              </text>
            )}
          </g>
        ))}
        {withLimit && (
          <g>
            <line class="limit" x1={LEFT} x2={width} y1={y(limit)} y2={y(limit)} />
            <text class="axis limit-name" x={width - 4} y={y(limit) - 5} text-anchor="end">
              Daily quota {count(limit)}
            </text>
          </g>
        )}
      </svg>
      <details>
        <summary>As a table</summary>
        <div class="table-scroll" role="region" aria-label="Calls per day" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" class="number">
                  Calls
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map((each) => (
                <tr key={each.date}>
                  <td>{each.date}</td>
                  <td class="number">{count(each.calls)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

// The plot's units are about pixels, so that its words have the size of others on a phone too.
function useWidth(): number {
  const narrow = matchMedia("(max-width: 640px)");
  const [width, setWidth] = useState(narrow.matches ? 380 : 900);
  useEffect(() => {
    const changed = (): void => setWidth(narrow.matches ? 380 : 900);
    narrow.addEventListener("change", changed);
    return () => narrow.removeEventListener("change", changed);
  }, []);
  return width;
}

// The next number above that quarters well: 4, 8, 12, 16, 20, 40, 60, 80, 100 …
function rounded(value: number): number {
  for (let size = 4; ; size *= 10) {
    const factors = size === 4 ? [1, 2, 3, 4, 5, 7, 9] : [1, 1.5, 2, 2.5, 3, 4, 5, 7.5];
    const fitting = factors.find((factor) => value <= size * factor);
    if (fitting !== undefined) return size * fitting;
  }
}

function compact(value: number): string {
  return new Intl.NumberFormat("en", { notation: "compact" }).format(value);
}
