// A flat, abort-proof C interface over GLPK. No GLPK type appears here, so Swift never sees one.
//
// Every entry that reaches GLPK runs under a jump buffer; a GLPK abort becomes a status code and a message. All indices
// are counted from 0, all arrays start at their first element. Entries of one problem belong to the thread that
// created it.

#ifndef MERIDIAN_CGLPK_SUPPORT_H
#define MERIDIAN_CGLPK_SUPPORT_H

// The declarations are always here; the definitions only when the package's GLPK trait is on.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A linear or mixed-integer program inside GLPK.
typedef struct mrd_problem mrd_problem;

/// What became of a call.
enum {
    /// It was carried out.
    MRD_OK = 0,
    /// GLPK refused an argument before changing anything; the problem is still usable.
    MRD_ARGUMENT = 1,
    /// GLPK aborted; every problem of this thread is gone.
    MRD_POISONED = 2,
    /// The problem was lost in an earlier abort, or its environment was freed.
    MRD_STALE = 3,
    /// The problem belongs to another thread.
    MRD_THREAD = 4,
    /// The problem is being solved further up the stack.
    MRD_BUSY = 5,
    /// The poll function asked to stop; the problem is as it was before the call.
    MRD_INTERRUPTED = 6,
    /// Memory outside GLPK ran out.
    MRD_MEMORY = 7,
};

/// Text of the last GLPK error caught on this thread; empty when there was none.
const char *mrd_message(void);

// Versions and build.

/// Version of the library at run time, such as "5.0".
const char *mrd_runtime_version(void);
/// Version of the header this was compiled against.
int mrd_header_major_version(void);
int mrd_header_minor_version(void);
/// Whether the library keeps one environment per thread. Without it, creation takes a process-wide lock that deletion
/// gives back.
int mrd_is_reentrant(void);

// Life of a problem.

/// Creates an empty problem on this thread.
int mrd_create(mrd_problem **problem);
/// Deletes a problem; the last one of a thread frees the thread's GLPK environment.
int mrd_delete(mrd_problem *problem);
/// Frees this thread's environment with everything left in it; for a thread about to end.
void mrd_end_thread(void);
/// Problems alive on this thread.
int mrd_live_count(void);
/// Memory blocks GLPK held when this thread's environment was last freed in good order: 0 unless something leaked.
int mrd_blocks_at_last_release(void);

// Editing. Bounds are ±INFINITY where there are none; their GLPK type is derived from the numbers.

int mrd_set_objective(mrd_problem *problem, int maximize, double constant);
int mrd_add_columns(
    mrd_problem *problem, int count, const double *lower, const double *upper, const double *cost);
int mrd_add_rows(
    mrd_problem *problem, int count, const double *lower, const double *upper, const ptrdiff_t *starts,
    const int32_t *columns, const double *coefficients);
int mrd_set_row(mrd_problem *problem, int row, int count, const int32_t *columns, const double *coefficients);
int mrd_set_column(mrd_problem *problem, int column, int count, const int32_t *rows, const double *coefficients);
int mrd_delete_rows(mrd_problem *problem, int count, const int32_t *rows);
int mrd_set_row_bounds(mrd_problem *problem, int row, double lower, double upper);
int mrd_set_column_bounds(mrd_problem *problem, int column, double lower, double upper);
int mrd_set_costs(mrd_problem *problem, int first, int count, const double *cost);
int mrd_set_integer(mrd_problem *problem, int column, int is_integer);

/// GLPK's type code for a pair of bounds: 1 free, 2 lower, 3 upper, 4 both, 5 fixed.
int mrd_bound_type(double lower, double upper);

// Reading.

/// What a vector of values is.
enum {
    MRD_COLUMN_PRIMAL = 0,
    MRD_COLUMN_DUAL = 1,
    MRD_ROW_PRIMAL = 2,
    MRD_ROW_DUAL = 3,
};
int mrd_read(mrd_problem *problem, int kind, int first, int count, double *values);
int mrd_read_objective(mrd_problem *problem, double *objective);
/// Reads one column's terms; arrays hold `capacity` entries, `count` receives how many the column has.
int mrd_read_column(
    mrd_problem *problem, int column, int capacity, int32_t *rows, double *coefficients, int *count);
/// Least and greatest activity of every row within bounds by column: the sums over finite ends, and how many ends are
/// infinite.
int mrd_activity_ranges(
    mrd_problem *problem, const double *lower, const double *upper, double *least, int32_t *least_infinite,
    double *greatest, int32_t *greatest_infinite);
/// Σᵢ yᵢ·aᵢⱼ and Σᵢ |yᵢ·aᵢⱼ| for every column j, y given by row.
int mrd_column_products(
    mrd_problem *problem, const double *row_values, double *products, double *magnitudes);
/// Activity of every row at a point given by column.
int mrd_row_activities(mrd_problem *problem, const double *values, double *activities);

// Basis: 1 basic, 2 at lower bound, 3 at upper bound, 4 free, 5 fixed.

int mrd_read_basis(mrd_problem *problem, int8_t *rows, int8_t *columns);
int mrd_read_row_statuses(mrd_problem *problem, int first, int count, int8_t *statuses);
int mrd_write_basis(mrd_problem *problem, const int8_t *rows, const int8_t *columns);
int mrd_standard_basis(mrd_problem *problem);
/// GLPK's advanced starting basis.
int mrd_advanced_basis(mrd_problem *problem);
/// Scales the problem (geometric mean, equilibration, powers of two) or undoes that.
int mrd_scale(mrd_problem *problem, int on);

// Simplex.

typedef struct {
    /// 1 primal, 2 dual with primal as fallback, 3 dual.
    int method;
    /// Whether to price by projected steepest edge.
    int steepest_edge;
    /// 0 textbook, 1 Harris, 2 long-step (dual only).
    int ratio_test;
    double primal_tolerance;
    double dual_tolerance;
    /// Dual method only: stop when the objective falls below (maximizing) or rises above (minimizing) these.
    double objective_lower;
    double objective_upper;
    int iteration_limit;
    int time_limit;
    int presolve;
    /// Called about every `poll_interval` milliseconds; not 0 means stop. May be null. It must not call this interface
    /// on the same problem.
    int (*poll)(void *context);
    void *poll_context;
    int poll_interval;
} mrd_simplex_options;

typedef struct {
    /// GLPK's return code.
    int code;
    /// GLPK's status codes: 1 undefined, 2 feasible, 3 infeasible, 4 none exists.
    int primal_status;
    int dual_status;
    int iterations;
    double objective;
} mrd_simplex_result;

void mrd_simplex_defaults(mrd_simplex_options *options);
int mrd_simplex(mrd_problem *problem, const mrd_simplex_options *options, mrd_simplex_result *result);

/// How far the active bound of a nonbasic row or column moves before the basis changes.
///
/// `index` counts rows, then columns. ±DBL_MAX where nothing stops it.
int mrd_bound_range(mrd_problem *problem, int index, double *lower, double *upper);
/// How far the cost of a basic row or column moves before the basis changes.
int mrd_cost_range(mrd_problem *problem, int index, double *lower, double *upper);
/// Makes sure the basis is factorized, as both ranges need.
int mrd_factorize(mrd_problem *problem, int *code);

// Branch and cut.

typedef struct {
    /// GLPK's reason code: 1 row generation, 2 better solution, 3 heuristic, 4 cuts, 5 branching, 6 selection,
    /// 7 preprocessing.
    int reason;
    /// Whether `bound` is known.
    int has_bound;
    double bound;
    int has_incumbent;
    double incumbent;
    /// Whether the incumbent changed since the last event.
    int is_new_incumbent;
    int node_count;
    int active_count;
} mrd_tree_event;

typedef struct {
    /// 1 first, 2 last, 3 most fractional, 4 Driebeck and Tomlin, 5 hybrid pseudo-costs.
    int branching;
    /// 1 depth first, 2 breadth first, 3 best local bound, 4 best projection.
    int backtracking;
    /// 0 none, 1 at the root, 2 at every node.
    int preprocessing;
    double integrality_tolerance;
    double objective_tolerance;
    int time_limit;
    int mir_cuts;
    int gomory_cuts;
    int cover_cuts;
    int clique_cuts;
    int presolve;
    int rounding;
    int feasibility_pump;
    int proximity_search;
    int proximity_time_limit;
    int long_step;
    /// A feasible point by column, offered at the first occasion; null for none.
    const double *start;
    /// Called at every event with a snapshot; not 0 means stop. It must not call this interface on the same problem.
    int (*event)(void *context, const mrd_tree_event *event);
    void *event_context;
    /// Receives every new incumbent by column, when not null and presolve is off.
    double *incumbent_values;
} mrd_tree_options;

typedef struct {
    int code;
    /// GLPK's status: 1 undefined, 2 feasible, 4 none exists, 5 optimal.
    int status;
    double objective;
    /// Whether `start` was offered, and whether GLPK took it as incumbent.
    int start_offered;
    int start_accepted;
    int node_count;
    /// Whether `incumbent_values` holds a point, and GLPK's objective there; valid after an abort too.
    int has_incumbent;
    double incumbent;
    int iterations;
} mrd_tree_result;

void mrd_tree_defaults(mrd_tree_options *options);
/// Runs branch and cut; needs the optimal basis of the relaxation unless presolving.
int mrd_tree(mrd_problem *problem, const mrd_tree_options *options, mrd_tree_result *result);
/// Column values of the last branch and cut.
int mrd_read_tree_values(mrd_problem *problem, double *values);

// Entries for tests. Not for any other use: the first group fails on purpose under guard, the second reaches GLPK
// unguarded and ends the process.

int _mrd_force_assertion(mrd_problem *problem);
int _mrd_force_argument_error(mrd_problem *problem);
/// Limits GLPK's memory on this thread, in megabytes.
int _mrd_set_memory_limit(mrd_problem *problem, int megabytes);
/// Fails inside the event callback of a small tree on a problem of its own.
int _mrd_force_assertion_in_tree(void);
/// Blocks GLPK holds on this thread now.
int _mrd_block_count(void);
/// Runs one of the raw misuses by number; returns what GLPK returned when it does not abort.
int _mrd_raw(int which);

enum {
    MRD_RAW_ADD_NO_COLUMNS = 0,
    MRD_RAW_ROW_OUT_OF_RANGE = 1,
    MRD_RAW_DUPLICATE_TERM = 2,
    MRD_RAW_CONTROL_CHARACTER_NAME = 3,
    MRD_RAW_LONG_NAME = 4,
    MRD_RAW_MEMORY_LIMIT = 5,
    MRD_RAW_DELETE_ON_OTHER_THREAD = 6,
    MRD_RAW_NEGATIVE_TIME_LIMIT = 7,
    MRD_RAW_TOO_MANY_ROWS = 8,
    MRD_RAW_DELETE_IN_CALLBACK = 9,
    /// 1 when the call returned GLP_EBOUND.
    MRD_RAW_DOUBLE_BOUNDED_EQUAL = 20,
    MRD_RAW_FRACTIONAL_INTEGER_BOUNDS = 21,
    /// 1 when GLP_BV reset the bounds of a fixed variable.
    MRD_RAW_BINARY_KIND_RESETS_BOUNDS = 22,
    /// 1 when a NaN cost is called optimal.
    MRD_RAW_NAN_COST_IS_OPTIMAL = 23,
    /// 1 when a new column is fixed at 0 and a new row free.
    MRD_RAW_NEW_COLUMN_FIXED_ROW_FREE = 24,
    /// 1 when duplicate names are accepted.
    MRD_RAW_DUPLICATE_NAMES = 25,
    /// 1 when an infeasible heuristic point is accepted and returned as optimal.
    MRD_RAW_HEURISTIC_POINT_UNCHECKED = 26,
    /// 1 when the terminal flag is on again after the environment was freed.
    MRD_RAW_TERMINAL_ON_AFTER_FREE = 27,
    /// GLPK's return code of branch and cut after an infeasible relaxation.
    MRD_RAW_TREE_AFTER_INFEASIBLE_ROOT = 28,
};

#ifdef __cplusplus
}
#endif

#endif
