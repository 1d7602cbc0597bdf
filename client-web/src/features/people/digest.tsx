// SPDX-License-Identifier: Apache-2.0
/* digest.tsx - when the one mail comes: days, hour and zone of one's choice. */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { zones } from '../../ui/closing';
import { Checkbox, Choices, Select } from '../../ui/field';
import { Form, type Problems, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { Skeleton } from '../../ui/skeleton';
import { call } from '../../wire/calls';
import type { Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';
import { hereZone, Saved } from './account';

const t = people.account;

type Settings = Methods['notice.get']['out'];

export function Digest() {
	const { reply, error } = useLoad('notice.get', {});
	return (
		<section aria-labelledby="digest">
			<h2 id="digest">{t.digest}</h2>
			<p class="quiet read">{t.digestLead}</p>
			<p>
				<a href={to.accountMail}>{t.mailMore}</a>
			</p>
			<p>
				<a href={to.digest}>{t.digestPreview}</a>
			</p>
			{error && <p class="error">{sentence(error)}</p>}
			{!reply && !error && <Skeleton lines={3} />}
			{reply && <Settings settings={reply} />}
		</section>
	);
}

const hours = Array.from({ length: 24 }, (_, hour) => ({
	value: String(hour),
	label: `${String(hour).padStart(2, '0')}:00`,
}));

function Settings({ settings }: { settings: Settings }) {
	const on = useSignal(settings.digest_on);
	const days = useSignal([...settings.digest_days]);
	const hour = useSignal(String(settings.digest_hour));
	const zone = useSignal(settings.time_zone || hereZone());
	const saved = useSignal(false);
	const form = useForm({
		fields: { digest_hour: hour, time_zone: zone },
		check: (): Problems =>
			on.peek() && days.peek().length === 0 ? { digest_days: t.digestDaysMissing } : {},
		send: async () => {
			saved.value = false;
			await call('notice.set', {
				digest_on: on.peek(),
				digest_days: [...days.peek()].sort().join('') || settings.digest_days,
				digest_hour: Number(hour.peek()),
				time_zone: zone.peek(),
			});
			saved.value = true;
			announce(t.digestSaved);
		},
		suffix: '-digest',
	});
	return (
		<>
			{saved.value && <Saved>{t.digestSaved}</Saved>}
			<Form form={form} action={t.saveDigest}>
				<Checkbox
					name="digest_on"
					label={t.digestOn}
					checked={on.value}
					onChecked={(checked) => (on.value = checked)}
				/>
				{on.value && (
					<>
						<Choices
							name="digest_days-digest"
							label={t.digestDays}
							error={form.problems.value.digest_days}
							several
							values={days.value}
							onValues={(values) => (days.value = values)}
							choices={t.days.map((label, i) => ({ value: String(i + 1), label }))}
						/>
						<Select label={t.digestHour} choices={hours} {...form.field('digest_hour')} />
						<Select label={t.zone} choices={zones(zone.value)} {...form.field('time_zone')} />
					</>
				)}
			</Form>
		</>
	);
}
