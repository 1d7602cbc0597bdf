/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.h - what single characters are, for those who compare words.
 */
#ifndef TEXT_LETTER_H
#define TEXT_LETTER_H

#include <stdbool.h>
#include <stdint.h>
#include <unicode/uchar.h>

/* One sign for all quotes, apostrophes and dashes that editors put in. */
static inline uint32_t
letter_plain_sign(uint32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x201b:
	case 0x02bc:
		return '\'';
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0x00ab:
	case 0x00bb:
		return '"';
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	default:
		return c;
	}
}

/* Of a script that is written without spaces? */
static inline bool
letter_stands_alone(uint32_t c)
{
	if (c < 0x0e00)
		return false;
	if ((c >= 0x3040 && c <= 0x30ff) || (c >= 0x31f0 && c <= 0x31ff))
		return true;
	return u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC) ||
	       u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) ==
		   U_LB_COMPLEX_CONTEXT;
}

#endif
