// SPDX-License-Identifier: Apache-2.0
/*
 * scan_running.tsx - what coordinators do with a scan: go on, give more time,
 * finish. What comes before its announced time needs a reason that all read.
 */
import { useSignal } from '@preact/signals';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { instantOf, localOf } from '../../ui/when';
import { call } from '../../wire/calls';
import type { Scan } from '../../wire/rows';
import { words } from '../../words/en';
import { scan as all } from '../../words/en/scan';
import { isRating } from './scan_state';

const t = all.page;
type Step = 'next' | 'finish' | 'time';

export function Coordinating({ scan }: { scan: Scan }) {
	const asking = useSignal<Step | null>(null);
	const close = () => {
		asking.value = null;
	};
	if (scan.phase === 'report' || (scan.phase === 'rate' && !isRating(scan))) return null;
	const { phase } = scan;
	return (
		<section aria-labelledby="go">
			<h2 id="go">{t.go}</h2>
			<div class="row">
				<Button
					look={phase === 'gather' ? 'main' : 'plain'}
					onClick={() => (asking.value = 'next')}
				>
					{t.advance[phase]}
				</Button>
				<Button onClick={() => (asking.value = 'time')}>{t.moreTime}</Button>
				{phase === 'feedback' && (
					<Button onClick={() => (asking.value = 'finish')}>{t.finish}</Button>
				)}
			</div>
			{asking.value === 'time' ? (
				<MoreTime scan={scan} onClose={close} />
			) : (
				asking.value !== null && (
					<Advance
						scan={scan}
						finish={asking.value === 'finish'}
						title={asking.value === 'finish' ? t.finish : t.advance[phase]}
						body={asking.value === 'finish' ? t.finishBody : t.advanceBody[phase]}
						onClose={close}
					/>
				)
			)}
		</section>
	);
}

function Advance({
	scan,
	finish,
	title,
	body,
	onClose,
}: {
	scan: Scan;
	finish: boolean;
	title: string;
	body: string;
	onClose(): void;
}) {
	const early = scan.ends_at !== null;
	const why = useSignal('');
	const form = useForm({
		fields: { why },
		required: early ? { why: t.whyMissing } : {},
		inline: true,
		send: async () => {
			await call('scan.advance', { scan: scan.id, finish, why: form.text('why') || undefined });
			onClose();
		},
	});
	return (
		<Dialog title={title} onClose={onClose}>
			<Form form={form} action={title} onCancel={onClose}>
				<p>{body}</p>
				{early && (
					<TextArea
						label={t.whyMoved}
						hint={t.whyMovedHint}
						rows={2}
						maxLength={1000}
						{...form.field('why')}
					/>
				)}
			</Form>
		</Dialog>
	);
}

function MoreTime({ scan, onClose }: { scan: Scan; onClose(): void }) {
	const from = scan.ends_at ?? Date.now() + 7 * 24 * 3600 * 1000;
	const ends_at = useSignal(localOf(from, scan.zone));
	const why = useSignal('');
	const form = useForm({
		fields: { ends_at, why },
		required: { why: t.whyMissing },
		check: (): Record<string, string> =>
			instantOf(ends_at.peek(), scan.zone) === null ? { ends_at: words.closing.missing } : {},
		inline: true,
		send: async () => {
			await call('scan.reschedule', {
				scan: scan.id,
				ends_at: instantOf(ends_at.peek(), scan.zone) ?? 0,
				why: form.text('why'),
			});
			tell(t.moved);
			onClose();
		},
	});
	return (
		<Dialog title={t.moreTime} onClose={onClose}>
			<Form form={form} action={t.save} onCancel={onClose}>
				<TextField
					label={t.newEnd}
					hint={scan.zone}
					type="datetime-local"
					class="short"
					{...form.field('ends_at')}
				/>
				<TextArea
					label={t.whyMoved}
					hint={t.whyMovedHint}
					rows={2}
					maxLength={1000}
					{...form.field('why')}
				/>
			</Form>
		</Dialog>
	);
}
