/* SPDX-License-Identifier: Apache-2.0 */
/*
 * table.h - the columns of the table of comments, out and back in.
 */
#ifndef REVIEWS_TABLE_H
#define REVIEWS_TABLE_H

/* In the order of ISO/IEC: member body, line, clause, paragraph, type, comment,
 * proposed change, observations of the secretariat. */
enum table_column {
	TABLE_ID,
	TABLE_FROM,
	TABLE_LINE,
	TABLE_CLAUSE,
	TABLE_PARAGRAPH,
	TABLE_TYPE,
	TABLE_COMMENT,
	TABLE_PROPOSED,
	TABLE_DISPOSITION,
	TABLE_OBSERVATIONS,
	TABLE_REVISION,
};

#endif
