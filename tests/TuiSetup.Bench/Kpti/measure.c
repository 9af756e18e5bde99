/* Does what tuisetup kpti measures, in C: measure CPU SECONDS. Prints a name and the nanoseconds of its fastest batch, a
 * line each. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAGES = 256 };

static long page;
static int own[2], there[2], back[2];

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void need(int ok, const char *what)
{
	if (!ok) {
		perror(what);
		exit(1);
	}
}

static char *map(size_t size)
{
	char *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	need(start != MAP_FAILED, "mmap");
	return start;
}

static int64_t run_syscall(long times)
{
	int64_t began = now();
	while (times--)
		getppid();
	return now() - began;
}

static int64_t run_vdso(long times)
{
	struct timespec t;
	int64_t began = now();
	while (times--)
		clock_gettime(CLOCK_MONOTONIC, &t);
	return now() - began;
}

static int64_t bounce(long times, int out, int in)
{
	char letter = 0;
	int64_t began = now();
	while (times--)
		need(write(out, &letter, 1) == 1 && read(in, &letter, 1) == 1, "pipe");
	return now() - began;
}

static int64_t run_pipe(long times) { return bounce(times, own[1], own[0]); }

static int64_t run_switch(long times) { return bounce(times, there[1], back[0]) / 2; }

static int64_t run_fault(long times)
{
	int64_t took = 0;
	for (; times > 0; times -= PAGES) {
		char *start = map(PAGES * page);
		long count = times < PAGES ? times : PAGES;
		int64_t began;
		madvise(start, PAGES * page, MADV_NOHUGEPAGE);
		began = now();
		for (long i = 0; i < count; i++)
			*(volatile char *)(start + i * page) = 1;
		took += now() - began;
		munmap(start, PAGES * page);
	}
	return took;
}

static int64_t run_mmap(long times)
{
	int64_t began = now();
	while (times--) {
		char *start = map(page);
		*(volatile char *)start = 1;
		munmap(start, page);
	}
	return now() - began;
}

static int64_t run_fork(long times)
{
	char *arguments[] = { "/proc/self/no-such-program", NULL }, *environment[] = { NULL };
	int64_t began = now();
	while (times--) {
		pid_t process;
		need(posix_spawn(&process, arguments[0], NULL, NULL, arguments, environment) == ENOENT, "posix_spawn");
	}
	return now() - began;
}

static double fastest(int64_t (*run)(long), double seconds)
{
	const int64_t batch = 4000000;
	double best = 0;
	long times = 1;
	int64_t took, began;
	while ((took = run(times)) < batch)
		times *= 2;
	times = (long)(times * ((double)batch / took));
	if (times < 1)
		times = 1;
	began = now();
	do {
		double each = (double)run(times) / times;
		if (best == 0 || each < best)
			best = each;
	} while (now() - began < seconds * 1e9);
	return best;
}

/* The kernel takes and drops a reference to the file in each call of a process with threads, and spares one without. */
static void *idle(void *nothing)
{
	for (;;)
		pause();
	return nothing;
}

int main(int count, char **words)
{
	static const struct { const char *name; int64_t (*run)(long); } all[] = {
		{ "syscall", run_syscall }, { "vdso", run_vdso }, { "pipe", run_pipe }, { "switch", run_switch },
		{ "fault", run_fault }, { "mmap", run_mmap }, { "fork", run_fork },
	};
	const int operations = sizeof all / sizeof *all;
	cpu_set_t cpus;
	pthread_t thread;
	pid_t echo;
	need(count == 3, "measure CPU SECONDS");
	page = sysconf(_SC_PAGESIZE);
	CPU_ZERO(&cpus);
	CPU_SET(atoi(words[1]), &cpus);
	need(sched_setaffinity(0, sizeof cpus, &cpus) == 0, "sched_setaffinity");
	need(pipe2(own, O_CLOEXEC) == 0 && pipe2(there, O_CLOEXEC) == 0 && pipe2(back, O_CLOEXEC) == 0, "pipe2");
	need((echo = fork()) >= 0, "fork");
	if (echo == 0) {
		char letter;
		close(there[1]);
		while (read(there[0], &letter, 1) == 1 && write(back[1], &letter, 1) == 1)
			;
		_exit(0);
	}
	need(pthread_create(&thread, NULL, idle, NULL) == 0, "pthread_create");
	for (int i = 0; i < operations; i++)
		printf("%s %.1f\n", all[i].name, fastest(all[i].run, atof(words[2]) / operations));
	close(there[1]);
	waitpid(echo, NULL, 0);
	return 0;
}
