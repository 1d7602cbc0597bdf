// SPDX-License-Identifier: Apache-2.0
/*
 * by_mail.tsx - a poll answered from a mail, without signing in: the same inputs
 * as on its page. What is picked is sent by whoever shows it; a reason is kept in
 * this browser until then, unless the ballot is secret.
 */
import { useSignal } from '@preact/signals';
import { useKept } from '../../store/kept';
import { Form, useForm } from '../../ui/form';
import type { Option, Poll } from '../../wire/rows';
import { BallotFields } from './answer';
import './horizon.css';
import './polls.css';
import { Sight } from './sight';
import { type Answer, answerOf, problemOf, sent } from './state';

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
			<BallotFields
				poll={poll}
				options={options}
				answer={answer.value}
				onAnswer={(next) => {
					answer.value = next;
				}}
				reason={reason.value}
				onReason={(text) => {
					reason.value = text;
				}}
				problems={form.problems.value}
			/>
			<Sight poll={poll} />
		</Form>
	);
}
