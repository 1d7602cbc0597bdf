// SPDX-License-Identifier: Apache-2.0
/*
 * by_mail.tsx - a poll answered from a mail, without signing in: the same inputs
 * as on its page. What is picked is sent by whoever shows it; a reason is kept in
 * this browser until then, unless the ballot is secret.
 */
import { useSignal } from '@preact/signals';
import { useKept } from '../../store/kept';
import { TextArea } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import type { Option, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { AnswerFields } from './answer';
import './horizon.css';
import './polls.css';
import { Sight } from './sight';
import { type Answer, answerOf, problemOf, sent } from './state';

const t = horizon.poll;

interface ByMailProps {
	poll: Poll;
	options: Option[];
	action: string;
	/* Names the link that led here. */
	token: string;
	send(answer: { choices: number[]; marks: number[]; reason: string | null }): Promise<void>;
}

export function ByMail({ poll, options, action, token, send }: ByMailProps) {
	const answer = useSignal<Answer>(answerOf(undefined));
	const reason = useKept(poll.anonymous ? '' : token);
	const form = useForm({
		check: (): Record<string, string> => {
			const problem = problemOf(poll, options, answer.peek());
			return problem ? { choices: problem } : {};
		},
		send: async () => {
			await send({ ...sent(poll, options, answer.peek()), reason: reason.value.trim() || null });
			reason.value = '';
		},
	});
	return (
		<Form form={form} action={action}>
			<AnswerFields
				poll={poll}
				options={options}
				answer={answer.value}
				error={form.problems.value.choices}
				onAnswer={(next) => {
					answer.value = next;
				}}
			/>
			{poll.reasons && (
				<TextArea
					name="reason"
					label={t.reason}
					hint={poll.anonymous ? t.reasonHidden(poll.least) : t.reasonNamed}
					optional
					maxLength={2000}
					rows={3}
					error={form.problems.value.reason}
					value={reason.value}
					onValue={(text) => {
						reason.value = text;
					}}
				/>
			)}
			<Sight poll={poll} />
		</Form>
	);
}
