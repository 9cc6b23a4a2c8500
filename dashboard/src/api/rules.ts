// What rules say of themselves: read by category once, as they change with the service only.

import { useEffect, useState } from "preact/hooks";
import type { FindingCategory, Rule } from "./contract";
import { get, withQuery } from "./http";

interface RulesPage {
  readonly rules: readonly Rule[];
  readonly next_page_token: string;
}

const known = new Map<FindingCategory, Promise<readonly Rule[]>>();

async function rulesOf(category: FindingCategory): Promise<readonly Rule[]> {
  const all: Rule[] = [];
  let token = "";
  do {
    const page = await get<RulesPage>(withQuery("/rules", { category, page_size: 200, page_token: token }));
    all.push(...page.rules);
    token = page.next_page_token;
  } while (token);
  return all;
}

// Returns the rule that found something; undefined until it is read, and if it is no more.
export function useRule(of: { readonly category: FindingCategory; readonly rule_id: string }): Rule | undefined {
  const [rule, setRule] = useState<Rule>();
  useEffect(() => {
    let left = false;
    const reading = known.get(of.category) ?? rulesOf(of.category);
    known.set(of.category, reading);
    reading.then(
      (rules) => !left && setRule(rules.find((each) => each.id === of.rule_id)),
      () => known.delete(of.category), // the page does without; the next one asks again
    );
    return () => {
      left = true;
    };
  }, [of.category, of.rule_id]);
  return rule;
}
