// SPDX-License-Identifier: Apache-2.0
/*
 * meeting_by_mail.tsx - on the page of a mail's button: which meeting it is, and
 * once it is answered, its file for a calendar. No sign-in.
 */
import { Facts, type Meeting, ToCalendar } from './meeting_facts';

export function MeetingByMail({
	meeting,
	calendar,
}: {
	meeting: Meeting;
	/* Null: not answered yet. */
	calendar: string | null;
}) {
	return (
		<>
			<Facts meeting={meeting} />
			{calendar && (
				<p>
					<ToCalendar file={async () => ({ name: `meeting-${meeting.id}.ics`, text: calendar })} />
				</p>
			)}
		</>
	);
}
