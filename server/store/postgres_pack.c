/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_pack.c - values on their way to the server.
 *
 * Numbers travel in binary form where ours and the server's are the same type,
 * texts as they are.
 */
#include <endian.h>
#include <stdio.h>
#include <string.h>

#include "store/postgres_db.h"

static void
pack_number(struct packed *p, size_t i, uint64_t bits)
{
	p->number[i] = htobe64(bits);
	p->at[i] = (const char *)&p->number[i];
	p->len[i] = (int)sizeof(uint64_t);
	p->format[i] = 1;
}

static void
pack_real(struct packed *p, size_t i, Oid type, double r)
{
	uint64_t bits;

	memcpy(&bits, &r, sizeof(bits));
	if (type == OID_FLOAT8) {
		pack_number(p, i, bits);
		return;
	}
	snprintf(p->digits[i], sizeof(p->digits[i]), "%.17g", r);
	p->at[i] = p->digits[i];
}

static void
pack_int(struct packed *p, size_t i, Oid type, int64_t n)
{
	if (type == OID_INT8) {
		pack_number(p, i, (uint64_t)n);
	} else if (type == OID_FLOAT8) {
		pack_real(p, i, type, (double)n);
	} else {
		snprintf(p->digits[i], sizeof(p->digits[i]), "%lld",
		    (long long)n);
		p->at[i] = p->digits[i];
	}
}

void
pack(struct packed *p, size_t i, Oid type, const struct val *v)
{
	p->at[i] = NULL;
	p->len[i] = 0;
	p->format[i] = 0;
	switch (v->type) {
	case VAL_REF:
		if (v->i == 0)
			break;
		/* fall through */
	case VAL_INT:
		pack_int(p, i, type, v->i);
		break;
	case VAL_REAL:
		pack_real(p, i, type, v->r);
		break;
	case VAL_TEXT:
		p->at[i] = v->t;
		break;
	case VAL_BLOB:
		p->at[i] = v->b.len > 0 ? v->b.at : "";
		p->len[i] = (int)v->b.len;
		p->format[i] = 1;
		break;
	}
}

int64_t
postgres_integer(const char *at, int len)
{
	uint64_t big;
	uint32_t middle;
	uint16_t little;

	switch (len) {
	case 8:
		memcpy(&big, at, 8);
		return (int64_t)be64toh(big);
	case 4:
		memcpy(&middle, at, 4);
		return (int32_t)be32toh(middle);
	case 2:
		memcpy(&little, at, 2);
		return (int16_t)be16toh(little);
	default:
		return *at;
	}
}
