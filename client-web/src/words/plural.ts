// SPDX-License-Identifier: Apache-2.0
/* plural.ts - counts in words, by the rules of the language, not by adding an s. */
const rules = new Intl.PluralRules('en-GB');
const digits = new Intl.NumberFormat('en-GB');

type Forms = { one: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/* "#" stands for the number. */
export function counted(n: number, forms: Forms): string {
	return (forms[rules.select(n)] ?? forms.other).replace('#', digits.format(n));
}

export const listed = (items: string[]): string =>
	new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
