/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_confine.c - takes away from the child what reading a mail does not need.
 *
 * Time, memory and files by limits; the network, other programs and other
 * processes by a filter of system calls. Files may still be opened to be read:
 * the C library loads its charsets when they are first used. A kernel without
 * such filters leaves the limits.
 */
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "soundings/base.h"

#include "mail/in.h"

enum { CPU_SECONDS = 5, FILES = 32 };
#define MEMORY ((rlim_t)400 * 1024 * 1024)

static const unsigned denied[] = { SYS_socket, SYS_socketpair, SYS_connect,
	SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto,
	SYS_sendmsg, SYS_execve, SYS_execveat, SYS_clone, SYS_clone3,
	SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill,
	SYS_tgkill, SYS_unshare, SYS_setns, SYS_mount, SYS_chroot, SYS_bpf,
	SYS_keyctl, SYS_io_uring_setup, SYS_unlinkat, SYS_renameat2,
	SYS_mkdirat, SYS_linkat, SYS_symlinkat, SYS_fchmodat, SYS_fchownat,
	SYS_truncate, SYS_shmget, SYS_openat2 };

static void
limit(int what, rlim_t most)
{
	struct rlimit r = { .rlim_cur = most, .rlim_max = most };

	setrlimit((__rlimit_resource_t)what, &r);
}

/* The address space that this process has now: the sanitizers' tests begin
 * with terabytes of it. */
static rlim_t
memory_now(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	if (f != NULL && fscanf(f, "%lu", &pages) != 1)
		pages = 0;
	if (f != NULL)
		fclose(f);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* How the kernel names this machine, so that calls of another one, which have
 * other numbers, are refused; 0: not known. */
static uint32_t
machine(void)
{
	static const struct {
		const char *name;
		uint32_t arch;
	} known[] = { { "x86_64", AUDIT_ARCH_X86_64 },
		{ "aarch64", AUDIT_ARCH_AARCH64 },
		{ "riscv64", AUDIT_ARCH_RISCV64 } };
	struct utsname name;

	if (uname(&name) == 0)
		for (size_t i = 0; i < COUNT(known); i++)
			if (strcmp(name.machine, known[i].name) == 0)
				return known[i].arch;
	return 0;
}

enum { FILTER_MAX = 2 * COUNT(denied) + 16 };

struct program {
	struct sock_filter at[FILTER_MAX];
	size_t count;
};

static void
add(struct program *p, unsigned code, unsigned k, unsigned yes, unsigned no)
{
	invariant(p->count < FILTER_MAX);
	p->at[p->count++] = (struct sock_filter){ .code = (uint16_t)code,
		.k = k, .jt = (uint8_t)yes, .jf = (uint8_t)no };
}

static void
load(struct program *p, size_t offset)
{
	add(p, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

static void
refuse(struct program *p)
{
	add(p, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1 /* EPERM */, 0, 0);
}

static void
filter_calls(void)
{
	struct program p = { .count = 0 };
	struct sock_fprog program;
	uint32_t arch = machine();

	if (arch != 0) {
		load(&p, offsetof(struct seccomp_data, arch));
		add(&p, BPF_JMP | BPF_JEQ | BPF_K, arch, 1, 0);
		add(&p, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
	}
	load(&p, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < COUNT(denied); i++) {
		add(&p, BPF_JMP | BPF_JEQ | BPF_K, denied[i], 0, 1);
		refuse(&p);
	}
	/* Opening is for reading only. */
	add(&p, BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3);
	load(&p, offsetof(struct seccomp_data, args[2]));
	add(&p, BPF_JMP | BPF_JSET | BPF_K, O_ACCMODE | O_CREAT, 0, 1);
	refuse(&p);
	add(&p, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
	program = (struct sock_fprog){ .len = (unsigned short)p.count,
		.filter = p.at };
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

void
in_confine(void)
{
	close_range(STDERR_FILENO + 1, ~0U, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_AS, memory_now() + MEMORY);
	limit(RLIMIT_NOFILE, FILES);
	limit(RLIMIT_NPROC, 0);
	prctl(PR_SET_DUMPABLE, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		filter_calls();
}
