// SPDX-License-Identifier: Apache-2.0
/*
 * meeting_by_mail.tsx - on the page of a mail's button: which meeting it is, what
 * has become of it, and once nothing is left to answer, its file for a calendar.
 * No sign-in.
 */
import { meetings as t } from '../../words/en/meetings';
import { Facts, hasBegun, isOver, type Meeting, News, ToCalendar } from './meeting_facts';

export function MeetingByMail({
	meeting,
	calendar,
}: {
	meeting: Meeting;
	/* Null: it is to be answered first. */
	calendar: string | null;
}) {
	return (
		<>
			<News meeting={meeting} />
			<Facts meeting={meeting} />
			{!meeting.cancelled_at && hasBegun(meeting) && <p>{isOver(meeting) ? t.over : t.begun}</p>}
			{calendar && (
				<p>
					<ToCalendar file={async () => ({ name: `meeting-${meeting.id}.ics`, text: calendar })} />
				</p>
			)}
		</>
	);
}
