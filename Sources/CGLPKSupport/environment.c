// The thread's GLPK environment: hooks, guards, release, and what happens after a caught abort.

#include "internal.h"

#ifdef MERIDIAN_GLPK

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

_Thread_local mrd_thread_state mrd_state;

/// Numbers of environments; unique in the process, so that a handle of another thread can never match.
static _Atomic uint64_t next_environment = 1;

/// Serializes all use of a GLPK built without thread-local environments. Recursive: problems of one thread may nest.
static pthread_mutex_t process_lock;
static pthread_once_t process_lock_once = PTHREAD_ONCE_INIT;

static void make_process_lock(void) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&process_lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

const char *mrd_runtime_version(void) { return glp_version(); }
int mrd_header_major_version(void) { return GLP_MAJOR_VERSION; }
int mrd_header_minor_version(void) { return GLP_MINOR_VERSION; }
int mrd_is_reentrant(void) { return glp_config("TLS") != NULL; }
const char *mrd_message(void) { return mrd_state.message; }
int mrd_live_count(void) { return mrd_state.live; }
int mrd_blocks_at_last_release(void) { return mrd_state.blocks_at_release; }

_Noreturn void mrd_jump(int reason) {
    mrd_guard *guard = mrd_state.top;
    guard->jump = reason;
    _longjmp(guard->point, 1);
}

/// GLPK's way out of an error it cannot report: it would abort next.
static void on_error(void *info) {
    (void)info;
    if (mrd_state.top != NULL) mrd_jump(MRD_JUMP_ERROR);
}

/// Takes all of GLPK's output: error text is kept, the rest dropped. Running simplex methods print a line now and then,
/// which is the only moment at which GLPK lets anyone look in from outside.
static int on_output(void *info, const char *text) {
    (void)info;
    if (glp_at_error()) {
        size_t room = sizeof mrd_state.message - 1 - mrd_state.length;
        size_t length = strlen(text);
        if (length > room) length = room;
        memcpy(mrd_state.message + mrd_state.length, text, length);
        mrd_state.length += length;
        mrd_state.message[mrd_state.length] = '\0';
    } else if (mrd_state.poll != NULL && mrd_state.poll(mrd_state.poll_context) != 0) {
        mrd_jump(MRD_JUMP_INTERRUPT);
    }
    return 1;
}

static void install_hooks(void) {
    glp_error_hook(on_error, NULL);
    glp_term_hook(on_output, NULL);
    glp_term_out(GLP_OFF);
}

void mrd_ensure_environment(void) {
    if (mrd_state.environment == 0) {
        int blocks = 0;
        glp_mem_usage(&blocks, NULL, NULL, NULL);
        mrd_state.foreign = blocks != 0;
        mrd_state.environment = atomic_fetch_add(&next_environment, 1);
        mrd_state.abandoned = 0;
        install_hooks();
    }
}

/// Frees the environment and with it everything GLPK holds for this thread.
static void discard_environment(void) {
    glp_free_env();
    int held = mrd_is_reentrant() ? 0 : mrd_state.live;
    mrd_state.environment = 0;
    mrd_state.live = 0;
    mrd_state.doomed = 0;
    mrd_state.foreign = 0;
    mrd_state.abandoned = 0;
    while (held-- > 0) pthread_mutex_unlock(&process_lock);
}

void mrd_release_environment(void) {
    if (mrd_state.live != 0 || mrd_state.top != NULL || mrd_state.environment == 0) return;
    int blocks = 0;
    glp_mem_usage(&blocks, NULL, NULL, NULL);
    if (!mrd_state.abandoned) mrd_state.blocks_at_release = blocks;
    if (mrd_state.foreign && blocks != 0) {
        // Somebody else's objects live here: only take our hooks away.
        glp_error_hook(NULL, NULL);
        glp_term_hook(NULL, NULL);
        glp_term_out(GLP_ON);
        mrd_state.environment = 0;
    } else {
        discard_environment();
    }
}

void mrd_end_thread(void) {
    if (mrd_state.environment != 0 && mrd_state.top == NULL) discard_environment();
}

int mrd_check(const mrd_problem *problem) {
    if (problem->environment != mrd_state.environment) {
        return pthread_equal(problem->thread, pthread_self()) ? MRD_STALE : MRD_THREAD;
    }
    if (mrd_state.doomed) return MRD_STALE;
    return problem->busy ? MRD_BUSY : MRD_OK;
}

void mrd_push(mrd_guard *guard) {
    mrd_state.length = 0;
    mrd_state.message[0] = '\0';
    guard->jump = 0;
    guard->outer = mrd_state.top;
    mrd_state.top = guard;
}

void mrd_pop(mrd_guard *guard) { mrd_state.top = guard->outer; }

/// Whether the text is that of an argument check: such checks name the public routine. Memory failures and assertions
/// leave GLPK's structures in an unknown state.
static int is_argument_error(const char *message) {
    if (strncmp(message, "glp_", 4) != 0) return 0;
    return strncmp(message, "glp_alloc", 9) != 0 && strncmp(message, "glp_realloc", 11) != 0
        && strncmp(message, "glp_free", 8) != 0;
}

int mrd_caught(mrd_guard *guard, int cost) {
    mrd_pop(guard);
    glp_term_out(GLP_OFF);
    if (guard->jump == MRD_JUMP_INTERRUPT) {
        mrd_state.abandoned = 1;
        return MRD_INTERRUPTED;
    }
    if (guard->jump == MRD_JUMP_ERROR && cost == MRD_CHECKS_FIRST && is_argument_error(mrd_state.message)) {
        return MRD_ARGUMENT;
    }
    // GLPK's manual: after a jump out of the error hook the environment must be freed. Frames of an outer GLPK call
    // still use it when this call is nested, so then the outermost one frees it.
    mrd_state.doomed = 1;
    if (mrd_state.top == NULL) discard_environment();
    return MRD_POISONED;
}

int mrd_create(mrd_problem **problem) {
    *problem = NULL;
    if (mrd_state.doomed) return MRD_STALE;
    mrd_problem *made = calloc(1, sizeof *made);
    if (made == NULL) return MRD_MEMORY;
    made->thread = pthread_self();
    if (!mrd_is_reentrant()) {
        pthread_once(&process_lock_once, make_process_lock);
        pthread_mutex_lock(&process_lock);
    }
    mrd_ensure_environment();
    mrd_state.live += 1;
    mrd_guard guard;
    mrd_push(&guard);
    if (_setjmp(guard.point) != 0) {
        free(made);
        return mrd_caught(&guard, MRD_ALL_OR_NOTHING);
    }
    made->glpk = glp_create_prob();
    mrd_pop(&guard);
    made->environment = mrd_state.environment;
    *problem = made;
    return MRD_OK;
}

static void free_handle(mrd_problem *problem) {
    free(problem->indices);
    free(problem->values);
    free(problem);
}

static int delete_in_glpk(mrd_problem *problem) {
    MRD_GUARDED(MRD_ALL_OR_NOTHING, glp_delete_prob(problem->glpk));
    mrd_state.live -= 1;
    mrd_release_environment();
    if (!mrd_is_reentrant()) pthread_mutex_unlock(&process_lock);
    return MRD_OK;
}

int mrd_delete(mrd_problem *problem) {
    int status = mrd_check(problem);
    // A problem that is being solved, or that belongs to another thread, cannot be taken apart here: leak it.
    if (status == MRD_BUSY || status == MRD_THREAD) return status;
    if (status == MRD_OK) status = delete_in_glpk(problem);
    free_handle(problem);
    return status;
}

int mrd_reserve(mrd_problem *problem, int count) {
    if (count <= problem->capacity) return MRD_OK;
    int capacity = count < 64 ? 64 : count;
    if (problem->capacity > 0 && capacity < 2 * (int64_t)problem->capacity && problem->capacity < (1 << 29)) {
        capacity = 2 * problem->capacity;
    }
    int *indices = realloc(problem->indices, ((size_t)capacity + 1) * sizeof *indices);
    if (indices == NULL) return MRD_MEMORY;
    problem->indices = indices;
    double *values = realloc(problem->values, ((size_t)capacity + 1) * sizeof *values);
    if (values == NULL) return MRD_MEMORY;
    problem->values = values;
    problem->capacity = capacity;
    return MRD_OK;
}

#endif
