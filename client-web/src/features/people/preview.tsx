// SPDX-License-Identifier: Apache-2.0
/* preview.tsx - the next digest as it would be now, in both its forms. */
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { Html } from '../../ui/html';
import { Page } from '../../ui/page';
import { Empty } from '../../ui/parts';
import { Skeleton } from '../../ui/skeleton';
import { Time } from '../../ui/time';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';
import './mail.css';

const t = people.preview;

export default function Preview() {
	const { reply, error } = useLoad('digest.preview', {});
	return (
		<Page title={t.title} lead={t.lead} kicker={<a href={to.account}>{people.account.title}</a>}>
			{error && <p class="error">{sentence(error)}</p>}
			{!reply && !error && <Skeleton lines={8} />}
			{reply && !reply.subject && (
				<Empty title={t.none}>
					<p>{t.noneMore}</p>
				</Empty>
			)}
			{reply?.subject && (
				<>
					{reply.next_at && (
						<p class="quiet">
							{t.comes} <Time at={reply.next_at} />.
						</p>
					)}
					<div class="mail-preview">
						<h2>{reply.subject}</h2>
						<Html html={reply.html ?? ''} />
					</div>
					<details>
						<summary>{t.asText}</summary>
						<pre class="mail-text">{reply.text}</pre>
					</details>
				</>
			)}
		</Page>
	);
}
