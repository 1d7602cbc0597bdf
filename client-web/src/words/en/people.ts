// SPDX-License-Identifier: Apache-2.0
/* people.ts - the sentences of the people room. */
import { counted, listed } from '../plural';

/* Said on every front page, at joining and in the footer. */
const role =
	'This community advises. It has no steering, managerial or governance role: it is asked, it answers, and others decide.';

export const people = {
	role,
	roles: { member: 'Member', coordinator: 'Coordinator' },

	welcome: {
		title: 'Communities of practice',
		lead: 'Professionals who share what they know, and advise on education and training in their field. They take soundings; others decide.',
		list: 'Communities on this server',
		empty: 'There is no community to show yet.',
		emptyMore: 'When a coordinator creates one, it appears here.',
		members: (n: number) => counted(n, { one: '# member', other: '# members' }),
		demonstration: 'Demonstration',
		signIn: 'Sign in',
		invited: 'Invited? Open the link in your invitation mail: it brings you straight in.',
		mine: 'Yours',
	},

	front: {
		remit: 'What it is for',
		expectations: 'What is expected of members',
		vocabularies: 'The words it works with',
		termCount: (n: number) => counted(n, { one: '# term', other: '# terms' }),
		demonstration:
			'This is a demonstration. The people are invented; the text shows how a community might use Soundings.',
		demonstrationTerms: 'Demonstration: these names are invented.',
		role,
		roleTitle: 'It advises; others decide',
		join: 'Members join by invitation. Ask a coordinator of the community for one.',
		signIn: 'Sign in to take part',
		asks: 'See what waits for you',
		threads: 'Read the threads',
		people: 'See who is here',
		invite: 'Invite people',
		you: (as: string) => `You are a ${as.toLowerCase()} here.`,
	},

	signIn: {
		title: 'Sign in',
		needed: 'This page is for members. Sign in and you will come back to it.',
		email: 'E-mail address',
		emailMissing: 'Write your e-mail address',
		emailOdd: 'This does not look like an e-mail address; it needs an @, as in name@example.org',
		password: 'Password',
		passwordMissing: 'Write your password, or ask for a sign-in link instead',
		act: 'Sign in',
		linkInstead: 'No password, or forgotten?',
		linkHint: 'We send a link to your address. It works once and signs you in without a password.',
		sendLink: 'Mail me a sign-in link',
		usePassword: 'Use a password instead',
		sentTitle: 'Look at your mail',
		sent: (email: string) =>
			`If ${email} belongs to a member, a sign-in link is on its way to it. It works once, and only for a short time.`,
		sentMore: 'Nothing there after a few minutes? Look among the junk mail, or check the address.',
		sendAgain: 'Use another address',
	},

	enter: {
		title: 'Sign in with your link',
		lead: 'One press and you are in. The link works once.',
		act: 'Sign me in',
		broken: 'This address lacks its second half. Open the link from the mail again, all of it.',
		failed: 'This link does not work any more. It may have been used already, or be too old.',
		another: 'Ask for a new link',
	},

	join: {
		waiting: 'Your invitation',
		title: (community: string) => `Join ${community}`,
		by: (name: string) => `${name} invites you.`,
		remit: 'What it is for',
		expectations: 'What is expected of members',
		roleTitle: 'It advises; others decide',
		role,
		about: 'About you',
		as: (email: string) => `You join as ${email}.`,
		known: (email: string) =>
			`You already have an account here with ${email}. It is used for this community too.`,
		name: 'Your name',
		nameHint: 'As other members should see it, for example Dr Amina Khan',
		nameMissing: 'Write your name as others should see it',
		password: 'Password',
		passwordHint:
			'At least 12 characters; three or four unrelated words are good. Leave it empty to sign in by mailed links.',
		passwordShort:
			'A password needs at least 12 characters. Or leave it empty and sign in by mailed links',
		accept:
			'By joining you accept the remit and the expectations above; that you did is kept on record.',
		act: 'Accept and join',
		failed: 'This invitation does not work any more.',
		failedWhy:
			'It may have been used, withdrawn, or be older than 28 days. If you used it yourself, simply sign in; otherwise ask the person who invited you to send it again.',
		broken: 'This address lacks its second half. Open the link from the mail again, all of it.',
	},

	account: {
		title: 'My account',
		profile: 'Who you are',
		profileHint: 'Members of your communities see this.',
		name: 'Name',
		nameMissing: 'Write your name as others should see it',
		organisation: 'Organisation',
		profession: 'Profession',
		professionHint: 'For example: midwife, psychiatrist, health visitor',
		region: 'Region',
		zone: 'Time zone',
		zoneHint: 'Deadlines are shown and the digest is sent in this zone.',
		saveProfile: 'Save who I am',
		profileSaved: 'Saved. Others see it now.',

		password: 'Password',
		passwordNone: 'You have no password; you sign in by mailed links. You may set one.',
		passwordHas: 'You have a password. Mailed sign-in links work as well.',
		current: 'Present password',
		currentMissing: 'Write your present password first',
		fresh: 'New password',
		freshHint: 'At least 12 characters; three or four unrelated words are good.',
		freshShort: 'A password needs at least 12 characters',
		setPassword: 'Set the password',
		changePassword: 'Change the password',
		passwordSaved: 'Your new password works from now on.',

		digest: 'Mail',
		digestLead:
			'The digest is one mail with what waits for you first. It is not sent when there is nothing to say.',
		digestOn: 'Send me the digest',
		digestDays: 'On these days',
		digestDaysMissing: 'Choose at least one day, or switch the digest off',
		digestHour: 'At',
		saveDigest: 'Save the mail settings',
		digestSaved: 'Saved. The next digest follows it.',
		days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],

		sessions: 'Where you are signed in',
		sessionsLead: 'End what you do not recognise.',
		here: 'This one',
		since: 'Signed in',
		seen: 'Last seen',
		endSession: 'End',
		endSessionOf: (agent: string) => `End the session of ${agent}`,
		sessionEnded: 'The session is ended.',
		unknownAgent: 'Unknown device',
		signOut: 'Sign out',
		signOutHere: 'Sign out on this device',
	},

	create: {
		title: 'Create a community',
		lead: 'You become its coordinator. You can invite people as soon as it stands.',
		name: 'Name',
		nameHint: 'For example: Perinatal mental health',
		nameMissing: 'Write the name of the community',
		summary: 'In one sentence',
		summaryHint: 'Shown in the list of communities.',
		summaryMissing: 'Say in one sentence what it is about',
		remit: 'What it is for',
		remitHint:
			'Who asks it, about what, and what becomes of its advice. Plain text; people accept it when they join.',
		remitMissing: 'Say what the community is for',
		expectations: 'What you expect of members',
		expectationsHint: 'One a line. People accept this when they join.',
		expectationsMissing: 'Write at least one expectation',
		role,
		act: 'Create the community',
		denied:
			'New communities are created by administrators and by people who already coordinate one.',
	},

	list: {
		title: 'People',
		lead: (n: number) => counted(n, { one: 'One member', other: '# members' }),
		invite: 'Invite people',
		find: 'Find a person',
		findHint: 'By name, organisation, profession or region',
		none: 'Nobody fits.',
		you: 'you',
		joined: 'Joined',
		name: 'Name',
		work: 'Profession and organisation',
		region: 'Region',
		role: 'Role',
		makeCoordinator: 'Make coordinator',
		makeMember: 'Make member',
		makeCoordinatorOf: (name: string) => `Make ${name} a coordinator`,
		makeMemberOf: (name: string) => `Make ${name} a member again`,
		confirmUp: (name: string) => `Make ${name} a coordinator?`,
		confirmUpBody: 'Coordinators invite people, open reviews and polls, and answer comments.',
		confirmDown: (name: string) => `Make ${name} a member again?`,
		confirmDownBody: 'They keep reading and writing but no longer coordinate.',
		changed: (name: string, role: string) => `${name} is now a ${role.toLowerCase()}.`,
		actions: 'Actions',
		more: 'Show more people',
	},

	invitations: {
		title: 'Invite people',
		lead: 'Paste addresses; everyone gets a mail with a personal link. It works once and for 28 days.',
		addresses: 'E-mail addresses',
		addressesHint:
			'One a line, or separated by commas; names as in "Ann Lee <ann@example.org>" are fine.',
		addressesMissing: 'Paste at least one address',
		addressOdd: (line: string) =>
			`There is no e-mail address in “${line}”: put it right, or take it out`,
		role: 'They join as',
		roleMember: 'Members',
		roleMemberHint: 'Read, write, comment and vote.',
		roleCoordinator: 'Coordinators',
		roleCoordinatorHint: 'Also invite people, open reviews and polls, and answer comments.',
		act: 'Send the invitations',
		sentTitle: (n: number) =>
			counted(n, { one: 'One invitation is on its way', other: '# invitations are on their way' }),
		noneSent: 'No invitation was sent',
		skippedTitle: (n: number) => counted(n, { one: 'One was left out', other: '# were left out' }),
		open: 'Open invitations',
		openEmpty: 'No invitation is open.',
		openEmptyMore: 'Those you send appear here until they are accepted.',
		past: 'Earlier invitations',
		email: 'Address',
		expires: 'Works until',
		state: 'State',
		states: {
			open: 'Open',
			accepted: 'Accepted',
			withdrawn: 'Withdrawn',
			expired: 'Too old',
		},
		resend: 'Send again',
		withdraw: 'Withdraw',
		resendOf: (email: string) => `Send the invitation to ${email} again`,
		withdrawOf: (email: string) => `Withdraw the invitation to ${email}`,
		resent: (email: string) => `Sent to ${email} again.`,
		withdrawn: (email: string) => `The invitation to ${email} no longer works.`,
		actions: 'Actions',
		notYours: 'Only coordinators of this community invite people.',
		sentTo: (emails: string[]) => listed(emails),
	},

	act: {
		title: 'From your mail',
		as: (name: string) =>
			`It is done in the name of ${name}, to whom the mail was sent. If that is not you, close this page.`,
		broken: 'This address lacks its second half. Open the link from the mail again, all of it.',
		signIn: 'Sign in instead',
		home: 'Go to Soundings',
		verbs: {
			vote: {
				title: 'Cast this vote',
				act: 'Vote for this',
				done: 'Your vote is cast',
				doneBody:
					'You can change it until the poll closes: by another button of the mail, or on the page.',
			},
			nothing: {
				title: 'Nothing to add',
				act: 'I have read it and have nothing to add',
				done: 'Noted',
				doneBody:
					'It counts as an answer. Should something occur to you before the review closes, you can still comment.',
			},
			publish: {
				title: 'Is this mail yours?',
				act: 'It is mine: publish it',
				done: 'Published',
				doneBody: 'Your words stand where they belong, as if you had written them on the page.',
			},
			join: {
				title: 'Join by mail',
				act: 'I accept and join',
				done: 'Welcome',
				doneBody:
					'You are a member now. What you are asked to do comes by mail, and can be done from it; you never need to sign in.',
			},
			other: {
				title: 'From your mail',
				act: 'Do it',
				done: 'Done',
				doneBody: 'It is done.',
			},
		},
	},

	unsubscribe: {
		title: 'Stop this mail',
		lead: 'One press and mails of this kind are no longer sent to you. Everything on the site stays as it is.',
		act: 'Stop this mail',
		done: 'Stopped',
		doneBody: 'You get no more mails of this kind. You can switch them on again in your account.',
		account: 'Go to my account',
		failed: 'This link does not work. It may be incomplete: open it from the mail again.',
	},
} as const;
