// Shared by the C files of this target: the thread's state and the guard around every GLPK call.

#ifndef MERIDIAN_CGLPK_INTERNAL_H
#define MERIDIAN_CGLPK_INTERNAL_H

#include "CGLPKSupport.h"

#ifdef MERIDIAN_GLPK

#if !__has_include(<glpk.h>)
#error "glpk.h not found: install GLPK (Debian, Ubuntu: apt-get install libglpk-dev; macOS: brew install glpk), or build without the GLPK trait"
#endif

#include <glpk.h>
#include <pthread.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

struct mrd_problem {
    glp_prob *glpk;
    /// Environment the problem lives in; a number no other environment of the process ever has.
    uint64_t environment;
    pthread_t thread;
    /// Whether a solve of this problem is on the stack.
    int busy;
    /// Scratch for one row or column in GLPK's numbering, element 0 unused.
    int capacity;
    int *indices;
    double *values;
};

/// One place a GLPK abort can come back to. Lives in the stack frame of a guarded call.
typedef struct mrd_guard {
    jmp_buf point;
    struct mrd_guard *outer;
    /// Why the jump was made; written between `_setjmp` and the jump, hence volatile.
    volatile int jump;
} mrd_guard;

/// Why a guarded call is left by a jump.
enum { MRD_JUMP_ERROR = 1, MRD_JUMP_INTERRUPT = 2, MRD_JUMP_DOOMED = 3 };

/// How much a caught abort costs.
enum {
    /// The call checks its arguments before it changes anything.
    MRD_CHECKS_FIRST,
    /// Anything may be half done.
    MRD_ALL_OR_NOTHING,
};

typedef struct {
    /// Innermost guard; null outside guarded calls.
    mrd_guard *top;
    /// Number of the thread's environment; 0 for none of ours.
    uint64_t environment;
    /// Problems alive in it.
    int live;
    /// An abort was caught inside a nested call; the environment goes when the outermost call is left.
    int doomed;
    /// GLPK objects that are not ours were there before; their environment is not ours to free.
    int foreign;
    /// A solve was left by a jump; its work arrays stay until the environment is freed.
    int abandoned;
    int blocks_at_release;
    /// Watches a running simplex.
    int (*poll)(void *);
    void *poll_context;
    size_t length;
    char message[2048];
} mrd_thread_state;

extern _Thread_local mrd_thread_state mrd_state;

/// Whether a problem may be touched here and now.
int mrd_check(const mrd_problem *problem);
void mrd_push(mrd_guard *guard);
void mrd_pop(mrd_guard *guard);
/// Ends a guarded call that was left by a jump; returns its status.
int mrd_caught(mrd_guard *guard, int cost);
/// Leaves the innermost guarded call. Only C frames of GLPK and of this target may lie between.
_Noreturn void mrd_jump(int reason);
/// Makes sure this thread has an environment with our hooks.
void mrd_ensure_environment(void);
/// Gives the environment back once no problem is left in it.
void mrd_release_environment(void);
/// Makes room for `count` terms in the scratch arrays; MRD_OK or MRD_MEMORY.
int mrd_reserve(mrd_problem *problem, int count);

/// Whether the basis is one on which GLPK's factorization would abort; call under guard.
int mrd_is_structurally_singular(mrd_problem *problem);

/// Runs `body` under guard; leaves the enclosing function with a status when GLPK aborts.
///
/// `body` must not return, and must not change locals that are read after an abort.
#define MRD_GUARDED(cost, body)                                            \
    do {                                                                   \
        mrd_guard guard_;                                                  \
        mrd_push(&guard_);                                                 \
        if (_setjmp(guard_.point) != 0) return mrd_caught(&guard_, cost);  \
        body;                                                              \
        mrd_pop(&guard_);                                                  \
    } while (0)

/// Leaves the enclosing function unless the problem may be touched.
#define MRD_REQUIRE(problem)                    \
    do {                                        \
        int status_ = mrd_check(problem);       \
        if (status_ != MRD_OK) return status_;  \
    } while (0)

#endif
#endif
