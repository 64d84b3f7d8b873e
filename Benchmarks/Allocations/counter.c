// Counts what a Swift program allocates, retains and releases. Loaded before its libraries
// (LD_PRELOAD), it stands in front of malloc and of the Swift runtime's functions, and hands every
// call on. At the end it writes one line to the file that $COUNTER_FILE names:
//
//     allocations N retains N releases N
//
// An allocation is a call of malloc, calloc, realloc, aligned_alloc or posix_memalign by whomever.
// Linux only.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum { allocations, retains, releases, kinds };

static unsigned long counts[kinds];

static void count(int kind) { __atomic_fetch_add(&counts[kind], 1, __ATOMIC_RELAXED); }

// The C library's own allocator, which needs no dlsym: that one allocates.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
  count(allocations);
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count(allocations);
  return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
  count(allocations);
  return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count(allocations);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **place, size_t alignment, size_t size) {
  count(allocations);
  *place = __libc_memalign(alignment, size);
  return *place ? 0 : 12;
}

// The runtime's functions. A call for no object, as for the missing context of a global function, counts
// nothing and is not counted; one with several references at once is counted once. Those that call
// another one of them are counted twice, which matters to nobody who expects none.
#define FORWARD(kind, name)                                         \
  void *name(void *object) {                                        \
    static void *(*next)(void *);                                   \
    if (!next) next = (void *(*)(void *))dlsym(RTLD_NEXT, #name);   \
    if (object) count(kind);                                        \
    return next(object);                                            \
  }

#define FORWARD_MANY(kind, name)                                              \
  void *name(void *object, unsigned number) {                                 \
    static void *(*next)(void *, unsigned);                                   \
    if (!next) next = (void *(*)(void *, unsigned))dlsym(RTLD_NEXT, #name);   \
    if (object) count(kind);                                                  \
    return next(object, number);                                              \
  }

FORWARD(retains, swift_retain)
FORWARD(retains, swift_bridgeObjectRetain)
FORWARD(retains, swift_tryRetain)
FORWARD_MANY(retains, swift_retain_n)
FORWARD_MANY(retains, swift_bridgeObjectRetain_n)
FORWARD(releases, swift_release)
FORWARD(releases, swift_bridgeObjectRelease)
FORWARD_MANY(releases, swift_release_n)
FORWARD_MANY(releases, swift_bridgeObjectRelease_n)

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("COUNTER_FILE");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "allocations %lu retains %lu releases %lu\n", counts[allocations],
          counts[retains], counts[releases]);
  fclose(file);
}
