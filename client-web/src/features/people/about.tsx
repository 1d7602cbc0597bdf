// SPDX-License-Identifier: Apache-2.0
/*
 * about.tsx - what a community is for and what it expects, as shown on its
 * front page and at joining; always with the sentence on its role.
 */
import { Notice } from '../../ui/parts';
import { people } from '../../words/en/people';

interface AboutProps {
	remit: string;
	expectations: string[];
}

export function About({ remit, expectations }: AboutProps) {
	return (
		<div class="read">
			<h2>{people.front.remit}</h2>
			{remit
				.split(/\n\s*\n/)
				.filter((paragraph) => paragraph.trim() !== '')
				.map((paragraph) => (
					<p key={paragraph}>{paragraph}</p>
				))}
			<Notice>
				<h3>{people.front.roleTitle}</h3>
				<p>{people.role}</p>
			</Notice>
			{expectations.length > 0 && (
				<>
					<h2>{people.front.expectations}</h2>
					<ol>
						{expectations.map((expectation) => (
							<li key={expectation}>{expectation}</li>
						))}
					</ol>
				</>
			)}
		</div>
	);
}
