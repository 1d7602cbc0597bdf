/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_child.c - a converter run where it can do no harm.
 *
 * It reads what strangers wrote with code that nobody here has read, so it gets
 * no network (a namespace of its own and a filter on system calls: one of them
 * must work), no file but the system's programs (Landlock, where the kernel has
 * it), no open descriptor, an empty directory, and 30 seconds. Between fork and
 * exec only system calls are made: the server has threads.
 */
#include "text/convert_child.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/log.h"

#define SECONDS      30
#define MEMORY_MAX   (512UL * 1024 * 1024)
/* Pages of the program itself (pandoc: 170 MB) count here and not above. */
#define ADDRESSES    (2 * MEMORY_MAX)
#define OUTPUT_MAX   (32UL * 1024 * 1024) /* becomes 300 MB of tree at most */
#define COMPLAINT    2000
#define DESCRIPTORS  64
#define UNCONFINED   126 /* exit status: no way to take the network away */
#define UNSTARTED    127
#define HEAP_FULL    251 /* exit status of pandoc's runtime */

struct child {
	const char *const *argv;
	const char *program; /* its whole path */
	const char *place;   /* the empty directory */
	int in, out, err;
	pid_t pid;
};

/* The linker's name for the head of this very program. */
extern const ElfW(Ehdr) __ehdr_start;

/* The architecture as a filter of system calls sees it; <linux/audit.h> makes
 * its AUDIT_ARCH_* of the same three things. */
static uint32_t
architecture(void)
{
	const ElfW(Ehdr) *head = &__ehdr_start;
	uint32_t arch = head->e_machine;

	if (head->e_ident[EI_CLASS] == ELFCLASS64)
		arch |= __AUDIT_ARCH_64BIT;
	if (head->e_ident[EI_DATA] == ELFDATA2LSB)
		arch |= __AUDIT_ARCH_LE;
	return arch;
}

/* No system call that makes a socket, by whatever way, or reaches the server,
 * which is the same user's; another way of calling (32 bit on a 64-bit machine)
 * kills. */
static bool
forbid_calls(void)
{
	enum { X32 = 0x40000000 };
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture(), 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, 9, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 8, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_connect, 7, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 6, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 5, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_kill, 4, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pidfd_open, 3, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_process_vm_readv, 2, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_process_vm_writev, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
	};
	const struct sock_fprog program = {
		.len = (unsigned short)COUNT(filter), .filter = filter,
	};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static void
open_to_child(int rules, const char *path, uint64_t what)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = what,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	/* What this system does not have cannot be opened to anybody. */
	if (beneath.parent_fd < 0)
		return;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
	    &beneath, 0);
	close(beneath.parent_fd);
}

/* Reading and running what the system has installed, and nothing else: not the
 * database, not a key. A kernel without Landlock leaves only file permissions. */
static void
hide_files(const struct child *c)
{
	static const char *const system[] = {
		"/usr", "/lib", "/lib64", "/bin", "/etc/fonts",
		"/etc/ld.so.cache", "/dev/null",
	};
	const uint64_t file = LANDLOCK_ACCESS_FS_EXECUTE |
	    LANDLOCK_ACCESS_FS_READ_FILE;
	const uint64_t folder = file | LANDLOCK_ACCESS_FS_READ_DIR;
	const struct landlock_ruleset_attr all = {
		.handled_access_fs = 2 * LANDLOCK_ACCESS_FS_MAKE_SYM - 1,
	};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all,
	    sizeof(all.handled_access_fs), 0);
	struct stat st;

	if (rules < 0)
		return;
	for (size_t i = 0; i < COUNT(system); i++)
		if (stat(system[i], &st) == 0)
			open_to_child(rules, system[i],
			    S_ISDIR(st.st_mode) ? folder
						: LANDLOCK_ACCESS_FS_READ_FILE);
	open_to_child(rules, c->program, file);
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

static void
limit(int what, rlim_t most)
{
	const struct rlimit r = { .rlim_cur = most, .rlim_max = most };

	if (setrlimit((__rlimit_resource_t)what, &r) != 0)
		_exit(UNCONFINED);
}

static void
limits(void)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, SECONDS + 1); /* the clock comes first */
	limit(RLIMIT_FSIZE, OUTPUT_MAX);
	limit(RLIMIT_NOFILE, DESCRIPTORS);
	limit(RLIMIT_DATA, MEMORY_MAX);
	limit(RLIMIT_AS, ADDRESSES);
}

static void
plain_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
}

static bool
own_descriptors(const struct child *c)
{
	return dup2(c->in, STDIN_FILENO) >= 0 &&
	    dup2(c->out, STDOUT_FILENO) >= 0 &&
	    dup2(c->err, STDERR_FILENO) >= 0 &&
	    close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
}

/* The child's side of the fork. */
_Noreturn static void
become(const struct child *c)
{
	static char *const environment[] = {
		"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "HOME=.",
		NULL,
	};
	bool alone;

	plain_signals();
	setsid();
	if (chdir(c->place) != 0 || !own_descriptors(c))
		_exit(UNCONFINED);
	alone = unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) == 0;
	/* Behind unshare, which takes the request back. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	hide_files(c);
	limits();
	if (!forbid_calls() && !alone)
		_exit(UNCONFINED);
	execve(c->program, (char *const *)(uintptr_t)c->argv, environment);
	_exit(UNSTARTED);
}

/* The whole path of a program, or NULL. */
static const char *
found(struct arena *a, const char *name)
{
	const char *path = getenv("PATH"), *whole;
	size_t len;

	if (path == NULL)
		path = "/usr/local/bin:/usr/bin:/bin";
	for (;; path += len + 1) {
		len = strcspn(path, ":");
		whole = arena_printf(a, "%.*s/%s", (int)len, path, name);
		if (len > 0 && access(whole, X_OK) == 0)
			return whole;
		if (path[len] == '\0')
			return NULL;
	}
}

/* A nameless file in memory; -1: there is none. */
static int
paper(const char *name, struct blob filled)
{
	int fd = memfd_create(name, MFD_CLOEXEC);
	const char *at = filled.at;
	size_t left = filled.len;
	ssize_t n;

	while (fd >= 0 && left > 0) {
		n = write(fd, at, left);
		if (n <= 0) {
			close(fd);
			return -1;
		}
		at += n;
		left -= (size_t)n;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

static struct blob
read_paper(struct arena *a, int fd, size_t most)
{
	struct stat st;
	char *at;
	size_t len = 0, size;
	ssize_t n;

	if (fstat(fd, &st) != 0)
		return (struct blob){ .at = "" };
	size = (size_t)st.st_size < most ? (size_t)st.st_size : most;
	at = arena_get(a, size + 1);
	while (len < size) {
		n = pread(fd, at + len, size - len, (off_t)len);
		if (n <= 0)
			break;
		len += (size_t)n;
	}
	return (struct blob){ .at = at, .len = len };
}

/* Waits until it ends or its time is over. False: it had to be stopped. */
static bool
wait_for(const struct child *c, int *status)
{
	struct pollfd ended = { .fd = pidfd_open(c->pid, 0), .events = POLLIN };
	int n = -1;

	if (ended.fd >= 0) {
		do
			n = poll(&ended, 1, SECONDS * 1000);
		while (n < 0 && errno == EINTR);
		close(ended.fd);
	}
	if (n <= 0)
		kill(c->pid, SIGKILL);
	kill(-c->pid, SIGKILL); /* and whatever it has started */
	while (waitpid(c->pid, status, 0) < 0 && errno == EINTR)
		continue;
	return n > 0;
}

static enum child_end
judge(int status, struct child_said *said)
{
	/* Without memory pandoc's runtime aborts. */
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGXFSZ ||
			WTERMSIG(status) == SIGKILL ||
			WTERMSIG(status) == SIGABRT
		    ? CHILD_LARGE
		    : CHILD_REFUSED;
	said->status = WEXITSTATUS(status);
	if (said->status == 0)
		return CHILD_DONE;
	if (said->status == UNCONFINED || said->status == UNSTARTED)
		return CHILD_BROKEN;
	return said->status == HEAP_FULL ? CHILD_LARGE : CHILD_REFUSED;
}

static enum child_end
start(struct arena *a, struct child *c, struct child_said *said)
{
	int status = 0;
	bool in_time;

	c->pid = fork();
	if (c->pid < 0)
		return CHILD_BROKEN;
	if (c->pid == 0)
		become(c);
	in_time = wait_for(c, &status);
	said->out = read_paper(a, c->out, OUTPUT_MAX);
	said->err = read_paper(a, c->err, COMPLAINT).at;
	return in_time ? judge(status, said) : CHILD_SLOW;
}

static void
put_away(int fd)
{
	if (fd >= 0)
		close(fd);
}

static const char *
temporary(void)
{
	const char *place = getenv("TMPDIR");

	return place != NULL && *place == '/' ? place : "/tmp";
}

enum child_end
child_run(struct arena *a, const char *const *argv, struct blob in,
    struct child_said *said)
{
	struct child c = { .argv = argv, .program = found(a, argv[0]) };
	char *place = arena_printf(a, "%s/soundings-XXXXXX", temporary());
	enum child_end end = CHILD_BROKEN;

	*said = (struct child_said){ .out = { .at = "" }, .err = "" };
	if (c.program == NULL)
		return CHILD_ABSENT;
	c.place = mkdtemp(place);
	c.in = paper("in", in);
	c.out = paper("out", (struct blob){ 0 });
	c.err = paper("err", (struct blob){ 0 });
	if (c.place != NULL && c.in >= 0 && c.out >= 0 && c.err >= 0)
		end = start(a, &c, said);
	put_away(c.in);
	put_away(c.out);
	put_away(c.err);
	if (c.place != NULL)
		rmdir(c.place);
	if (end == CHILD_BROKEN)
		log_line(LOG_ALARM, "convert.broken",
		    LOG_T("program", argv[0]), LOG_N("status", said->status));
	return end;
}
