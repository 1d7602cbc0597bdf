/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doing.h - what this thread said it is doing, for the lines of the log.
 */
#ifndef SOUNDINGS_BASE_DOING_H
#define SOUNDINGS_BASE_DOING_H

/* NULL: nothing was said. */
const char *doing_what(void);

#endif
