// SPDX-License-Identifier: Apache-2.0
/* foreign.ts - what is said when somebody else has written meanwhile. */

export const foreign = {
	now: (name = 'Somebody') => `${name} has written this meanwhile. Now it says:`,
	more: 'Yours is still in the form below. Nothing is overwritten until you decide.',
	theirs: 'Leave it at theirs',
	mine: 'Go on with mine',
};
