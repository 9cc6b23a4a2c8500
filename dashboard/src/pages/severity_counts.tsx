// How many are how bad, in a line.

import type { SeverityCounts as Counts } from "../api/contract";
import { count, SEVERITIES } from "../format";

interface CountsProps {
  readonly counts: Counts | null | undefined;
  readonly total: number;
}

export function SeverityCounts({ counts, total }: CountsProps) {
  if (!counts || total === 0) return <span class="soft">{count(total)}</span>;
  return (
    <span class="counts">
      {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
        <span key={severity} class={`count severity ${severity}`} title={`${counts[severity]} ${severity}`}>
          {count(counts[severity])}
          <span class="visually-hidden"> {severity}</span>
        </span>
      ))}
    </span>
  );
}
