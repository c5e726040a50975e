// Branch and cut, with snapshots for the caller: the event function never reaches into GLPK.

#include "internal.h"

#ifdef MERIDIAN_GLPK

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    mrd_problem *problem;
    const mrd_tree_options *options;
    mrd_tree_result *result;
    /// Start point in GLPK's numbering.
    double *start;
    int has_bound;
    double bound;
    /// Events left until the bound is looked up again; the look-up walks over all active nodes.
    int bound_wait;
} tree_context;

/// Looks for a changed incumbent; GLPK announces only some of them.
static int poll_incumbent(tree_context *context, glp_tree *tree) {
    glp_prob *glpk = glp_ios_get_prob(tree);
    mrd_tree_result *result = context->result;
    if (glp_mip_status(glpk) != GLP_FEAS) return 0;
    double objective = glp_mip_obj_val(glpk);
    if (result->has_incumbent && objective == result->incumbent) return 0;
    result->has_incumbent = 1;
    result->incumbent = objective;
    if (context->options->incumbent_values != NULL && !context->options->presolve) {
        int count = glp_get_num_cols(glpk);
        for (int j = 0; j < count; j++) context->options->incumbent_values[j] = glp_mip_col_val(glpk, j + 1);
    }
    return 1;
}

static void look_up_bound(tree_context *context, glp_tree *tree, int active_count, int force) {
    if (!force && context->bound_wait > 0) {
        context->bound_wait -= 1;
        return;
    }
    context->bound_wait = active_count / 64;
    int best = glp_ios_best_node(tree);
    context->has_bound = 0;
    if (best == 0) return;
    double bound = glp_ios_node_bound(tree, best);
    if (bound <= -DBL_MAX || bound >= DBL_MAX) return;
    context->has_bound = 1;
    context->bound = bound;
}

static void on_event(glp_tree *tree, void *info) {
    tree_context *context = info;
    const mrd_tree_options *options = context->options;
    mrd_tree_result *result = context->result;
    int reason = glp_ios_reason(tree);

    if (reason == GLP_IHEUR && context->start != NULL && !result->start_offered) {
        result->start_offered = 1;
        result->start_accepted = glp_ios_heur_sol(tree, context->start) == 0;
    }
    int active_count = 0;
    int total_count = 0;
    glp_ios_tree_size(tree, &active_count, NULL, &total_count);
    result->node_count = total_count;
    int is_new = poll_incumbent(context, tree);
    look_up_bound(context, tree, active_count, is_new);
    if (options->event == NULL) return;

    mrd_tree_event event = {
        .reason = reason,
        .has_bound = context->has_bound,
        .bound = context->bound,
        .has_incumbent = result->has_incumbent,
        .incumbent = result->incumbent,
        .is_new_incumbent = is_new,
        .node_count = total_count,
        .active_count = active_count,
    };
    int stop = options->event(options->event_context, &event);
    // A nested call on this thread may have aborted; GLPK's frames below can only be left by a jump now.
    if (mrd_state.doomed) mrd_jump(MRD_JUMP_DOOMED);
    if (stop) glp_ios_terminate(tree);
}

void mrd_tree_defaults(mrd_tree_options *options) {
    *options = (mrd_tree_options){
        .branching = GLP_BR_DTH,
        .backtracking = GLP_BT_BLB,
        .preprocessing = GLP_PP_ALL,
        .integrality_tolerance = 1e-5,
        .objective_tolerance = 1e-7,
        .time_limit = INT_MAX,
        .rounding = 1,
        .proximity_time_limit = 60000,
    };
}

static int flag(int on) { return on ? GLP_ON : GLP_OFF; }

static int run_tree(mrd_problem *problem, const mrd_tree_options *options, tree_context *context) {
    mrd_tree_result *result = context->result;
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        glp_prob *glpk = problem->glpk;
        glp_iocp parameters;
        glp_init_iocp(&parameters);
        parameters.msg_lev = GLP_MSG_OFF;
        parameters.br_tech = options->branching;
        parameters.bt_tech = options->backtracking;
        parameters.pp_tech = options->preprocessing;
        parameters.tol_int = options->integrality_tolerance;
        parameters.tol_obj = options->objective_tolerance;
        parameters.tm_lim = options->time_limit;
        parameters.mir_cuts = flag(options->mir_cuts);
        parameters.gmi_cuts = flag(options->gomory_cuts);
        parameters.cov_cuts = flag(options->cover_cuts);
        parameters.clq_cuts = flag(options->clique_cuts);
        parameters.presolve = flag(options->presolve);
        parameters.sr_heur = flag(options->rounding);
        parameters.fp_heur = flag(options->feasibility_pump);
        parameters.ps_heur = flag(options->proximity_search);
        parameters.ps_tm_lim = options->proximity_time_limit;
        parameters.flip = flag(options->long_step);
        parameters.cb_func = on_event;
        parameters.cb_info = context;
        glp_term_out(GLP_OFF);
        int before = glp_get_it_cnt(glpk);
        result->code = glp_intopt(glpk, &parameters);
        result->iterations = glp_get_it_cnt(glpk) - before;
        result->status = glp_mip_status(glpk);
        result->objective = glp_mip_obj_val(glpk);
    });
    return MRD_OK;
}

int mrd_tree(mrd_problem *problem, const mrd_tree_options *options, mrd_tree_result *result) {
    *result = (mrd_tree_result){.status = GLP_UNDEF};
    MRD_REQUIRE(problem);
    tree_context context = {.problem = problem, .options = options, .result = result};
    if (options->start != NULL && !options->presolve) {
        int count = 0;
        MRD_GUARDED(MRD_CHECKS_FIRST, count = glp_get_num_cols(problem->glpk));
        context.start = malloc(((size_t)count + 1) * sizeof(double));
        if (context.start == NULL) return MRD_MEMORY;
        context.start[0] = 0;
        memcpy(context.start + 1, options->start, (size_t)count * sizeof(double));
    }
    problem->busy = 1;
    int status = run_tree(problem, options, &context);
    problem->busy = 0;
    free(context.start);
    return status;
}

int mrd_read_tree_values(mrd_problem *problem, double *values) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        int count = glp_get_num_cols(problem->glpk);
        for (int j = 0; j < count; j++) values[j] = glp_mip_col_val(problem->glpk, j + 1);
    });
    return MRD_OK;
}

#endif
