#ifndef CTHREADS_SHIM_H
#define CTHREADS_SHIM_H

// A pool of threads for work that is cut into numbered tasks, over and over again: the phases of a
// training step, some tens of microseconds to milliseconds long.
//
// Tasks are taken in ascending order by whoever is free, the calling thread included. A thread that has
// nothing to do looks for more for a short while, then sleeps: at the next phase of a step it is awake,
// and while a run does something else it costs nothing. No lock is taken and nothing is allocated
// between cthreads_create and cthreads_destroy, but for threads that went to sleep.
//
// Atomics are the compiler's __atomic functions on plain integers, so that Swift can import the header.

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__x86_64__)
#define CTHREADS_PAUSE() __builtin_ia32_pause()
#elif defined(__aarch64__)
#define CTHREADS_PAUSE() __asm__ volatile("yield")
#else
#define CTHREADS_PAUSE() ((void)0)
#endif

// A task: its number and that of the thread that does it, 0 for the calling thread.
typedef void (*cthreads_body)(void *context, long task, long thread);

typedef struct cthreads_pool cthreads_pool;

typedef struct {
  cthreads_pool *pool;
  pthread_t thread;
  long number;
} cthreads_worker;

struct cthreads_pool {
  // What is done in this phase; written by the caller while no worker is busy.
  cthreads_body body;
  void *context;
  long tasks;
  // The next task that nobody has taken; in a cache line of its own.
  long next __attribute__((aligned(64)));
  // Workers that have not finished this phase.
  long busy __attribute__((aligned(64)));
  // The phase's number, and in the last 16 bits how many workers take part in it: the first ones. A
  // worker waits for it to change. Both are one word, so that no worker takes the number of one phase
  // with the workers of another.
  unsigned long phase __attribute__((aligned(64)));
  // Workers that sleep and take part when the phase changes.
  long sleepers;
  int caller_sleeps;
  int ends;
  long spins;
  pthread_mutex_t lock;
  // The phase changed; more workers take part than before; no worker is busy.
  pthread_cond_t begin;
  pthread_cond_t more;
  pthread_cond_t end;
  long workers;
  cthreads_worker *worker;
};

static inline void cthreads_work(cthreads_pool *pool, long thread) {
  for (;;) {
    long task = __atomic_fetch_add(&pool->next, 1, __ATOMIC_RELAXED);
    if (task >= pool->tasks) return;
    pool->body(pool->context, task, thread);
  }
}

#define CTHREADS_PART 0xFFFFul

// Waits for a phase other than `seen` in which this worker takes part. A sleeper is counted before it
// looks again, and the caller changes the phase before it looks for sleepers, so that one of the two
// sees the other.
static inline unsigned long cthreads_await(
    cthreads_pool *pool, unsigned long seen, long number) {
  unsigned long phase = seen;
  for (long spin = 0; spin < pool->spins; ++spin) {
    phase = __atomic_load_n(&pool->phase, __ATOMIC_ACQUIRE);
    if (phase != seen && number <= (long)(phase & CTHREADS_PART)) return phase;
    CTHREADS_PAUSE();
  }
  pthread_mutex_lock(&pool->lock);
  for (;;) {
    phase = __atomic_load_n(&pool->phase, __ATOMIC_SEQ_CST);
    if (number > (long)(phase & CTHREADS_PART)) {
      pthread_cond_wait(&pool->more, &pool->lock);
      continue;
    }
    if (phase != seen) break;
    __atomic_fetch_add(&pool->sleepers, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&pool->phase, __ATOMIC_SEQ_CST) == seen)
      pthread_cond_wait(&pool->begin, &pool->lock);
    __atomic_fetch_sub(&pool->sleepers, 1, __ATOMIC_SEQ_CST);
  }
  pthread_mutex_unlock(&pool->lock);
  return phase;
}

static inline void *cthreads_main(void *argument) {
  cthreads_worker *worker = (cthreads_worker *)argument;
  cthreads_pool *pool = worker->pool;
  unsigned long seen = 0;
  for (;;) {
    seen = cthreads_await(pool, seen, worker->number);
    if (pool->ends) return 0;
    cthreads_work(pool, worker->number);
    if (__atomic_sub_fetch(&pool->busy, 1, __ATOMIC_SEQ_CST) == 0 &&
        __atomic_load_n(&pool->caller_sleeps, __ATOMIC_SEQ_CST)) {
      pthread_mutex_lock(&pool->lock);
      pthread_cond_signal(&pool->end);
      pthread_mutex_unlock(&pool->lock);
    }
  }
}

// Lets the first `part` workers see the fields that were written before.
static inline void cthreads_begin(cthreads_pool *pool, long part) {
  unsigned long before = pool->phase;
  unsigned long phase = ((before & ~CTHREADS_PART) + CTHREADS_PART + 1) | (unsigned long)part;
  __atomic_store_n(&pool->phase, phase, __ATOMIC_SEQ_CST);
  int more = part > (long)(before & CTHREADS_PART);
  if (!more && __atomic_load_n(&pool->sleepers, __ATOMIC_SEQ_CST) == 0) return;
  pthread_mutex_lock(&pool->lock);
  if (more) pthread_cond_broadcast(&pool->more);
  pthread_cond_broadcast(&pool->begin);
  pthread_mutex_unlock(&pool->lock);
}

// Does tasks 0 ..< count, each once, on at most `threads` threads, and returns when all are done.
static inline void cthreads_run(
    cthreads_pool *pool, long count, long threads, cthreads_body body, void *context) {
  long part = (threads < count ? threads : count) - 1;
  if (part > pool->workers) part = pool->workers;
  pool->body = body;
  pool->context = context;
  pool->tasks = count;
  __atomic_store_n(&pool->next, 0, __ATOMIC_RELAXED);
  __atomic_store_n(&pool->busy, part, __ATOMIC_RELAXED);
  cthreads_begin(pool, part);
  cthreads_work(pool, 0);
  for (long spin = 0; spin < pool->spins; ++spin) {
    if (__atomic_load_n(&pool->busy, __ATOMIC_ACQUIRE) == 0) return;
    CTHREADS_PAUSE();
  }
  pthread_mutex_lock(&pool->lock);
  __atomic_store_n(&pool->caller_sleeps, 1, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&pool->busy, __ATOMIC_SEQ_CST) != 0)
    pthread_cond_wait(&pool->end, &pool->lock);
  __atomic_store_n(&pool->caller_sleeps, 0, __ATOMIC_SEQ_CST);
  pthread_mutex_unlock(&pool->lock);
}

static inline void cthreads_destroy(cthreads_pool *pool) {
  pool->ends = 1;
  cthreads_begin(pool, pool->workers);
  for (long index = 0; index < pool->workers; ++index)
    pthread_join(pool->worker[index].thread, 0);
  pthread_cond_destroy(&pool->begin);
  pthread_cond_destroy(&pool->more);
  pthread_cond_destroy(&pool->end);
  pthread_mutex_destroy(&pool->lock);
  free(pool->worker);
  free(pool);
}

// Starts the threads with all signals blocked: whoever handles them expects the threads it knows.
static inline void cthreads_start(cthreads_pool *pool, long wanted) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (pool->workers < wanted) {
    cthreads_worker *worker = &pool->worker[pool->workers];
    worker->pool = pool;
    worker->number = pool->workers + 1;
    if (pthread_create(&worker->thread, 0, cthreads_main, worker) != 0) break;
    pool->workers += 1;
  }
  pthread_sigmask(SIG_SETMASK, &before, 0);
}

// A pool of `workers` threads beside the caller's, or of fewer where the system gives no more.
static inline cthreads_pool *cthreads_create(long workers) {
  void *memory = 0;
  if (posix_memalign(&memory, 64, sizeof(cthreads_pool)) != 0) return 0;
  cthreads_pool *pool = (cthreads_pool *)memory;
  __builtin_memset(pool, 0, sizeof(cthreads_pool));
  pool->worker = (cthreads_worker *)calloc((size_t)workers, sizeof(cthreads_worker));
  if (!pool->worker) {
    free(pool);
    return 0;
  }
  pthread_mutex_init(&pool->lock, 0);
  pthread_cond_init(&pool->begin, 0);
  pthread_cond_init(&pool->more, 0);
  pthread_cond_init(&pool->end, 0);
  // Looking on for some tens of microseconds helps only where every thread has a core of its own.
  pool->spins = sysconf(_SC_NPROCESSORS_ONLN) > workers ? 4000 : 0;
  cthreads_start(pool, workers);
  return pool;
}

static inline long cthreads_workers(const cthreads_pool *pool) { return pool->workers; }

#endif
