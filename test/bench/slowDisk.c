/* A disk of a branch's computer for one process, by LD_PRELOAD: each flush takes OKNO_FLUSH_US microseconds more, and how many
   there were stands as decimal digits in the file OKNO_FLUSH_COUNT. Nothing else of the process is touched. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static long flushes = 0;
static int counter = -1;

static void flushed(void) {
  const char *wait = getenv("OKNO_FLUSH_US");
  const char *path = getenv("OKNO_FLUSH_COUNT");
  char digits[32];
  if (wait) usleep((useconds_t)atol(wait));
  if (counter < 0 && path) counter = open(path, O_WRONLY | O_CREAT, 0600);
  int length = snprintf(digits, sizeof digits, "%020ld", __sync_add_and_fetch(&flushes, 1));
  if (counter >= 0 && pwrite(counter, digits, (size_t)length, 0) < 0) return;
}

int fsync(int file) {
  int done = ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
  flushed();
  return done;
}

int fdatasync(int file) {
  int done = ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
  flushed();
  return done;
}
