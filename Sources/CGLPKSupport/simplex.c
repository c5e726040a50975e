// Bases, the simplex method, and ranges.

#include "internal.h"

#ifdef MERIDIAN_GLPK

#include <float.h>
#include <limits.h>

int mrd_read_basis(mrd_problem *problem, int8_t *rows, int8_t *columns) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        glp_prob *glpk = problem->glpk;
        int row_count = glp_get_num_rows(glpk);
        int column_count = glp_get_num_cols(glpk);
        for (int i = 0; i < row_count; i++) rows[i] = (int8_t)glp_get_row_stat(glpk, i + 1);
        for (int j = 0; j < column_count; j++) columns[j] = (int8_t)glp_get_col_stat(glpk, j + 1);
    });
    return MRD_OK;
}

int mrd_read_row_statuses(mrd_problem *problem, int first, int count, int8_t *statuses) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        for (int k = 0; k < count; k++) statuses[k] = (int8_t)glp_get_row_stat(problem->glpk, first + k + 1);
    });
    return MRD_OK;
}

int mrd_write_basis(mrd_problem *problem, const int8_t *rows, const int8_t *columns) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        glp_prob *glpk = problem->glpk;
        int row_count = glp_get_num_rows(glpk);
        int column_count = glp_get_num_cols(glpk);
        for (int i = 0; i < row_count; i++) glp_set_row_stat(glpk, i + 1, rows[i]);
        for (int j = 0; j < column_count; j++) glp_set_col_stat(glpk, j + 1, columns[j]);
    });
    return MRD_OK;
}

int mrd_standard_basis(mrd_problem *problem) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_ALL_OR_NOTHING, glp_std_basis(problem->glpk));
    return MRD_OK;
}

int mrd_advanced_basis(mrd_problem *problem) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        if (glp_get_num_rows(problem->glpk) > 0 && glp_get_num_cols(problem->glpk) > 0) {
            glp_adv_basis(problem->glpk, 0);
        } else {
            glp_std_basis(problem->glpk);
        }
    });
    return MRD_OK;
}

int mrd_scale(mrd_problem *problem, int on) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        if (on) {
            glp_scale_prob(problem->glpk, GLP_SF_GM | GLP_SF_EQ | GLP_SF_2N | GLP_SF_SKIP);
        } else {
            glp_unscale_prob(problem->glpk);
        }
    });
    return MRD_OK;
}

void mrd_simplex_defaults(mrd_simplex_options *options) {
    *options = (mrd_simplex_options){
        .method = GLP_DUALP,
        .steepest_edge = 1,
        .ratio_test = 2,
        .primal_tolerance = 1e-7,
        .dual_tolerance = 1e-7,
        .objective_lower = -DBL_MAX,
        .objective_upper = +DBL_MAX,
        .iteration_limit = INT_MAX,
        .time_limit = INT_MAX,
        .poll_interval = 20,
    };
}

static int ratio_test(int method, int wanted) {
    if (wanted == 0) return GLP_RT_STD;
    // The primal method has no long step.
    return wanted == 2 && method != GLP_PRIMAL ? GLP_RT_FLIP : GLP_RT_HAR;
}

static int run_simplex(mrd_problem *problem, const mrd_simplex_options *options, mrd_simplex_result *result) {
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        glp_prob *glpk = problem->glpk;
        glp_smcp parameters;
        glp_init_smcp(&parameters);
        parameters.msg_lev = options->poll != NULL ? GLP_MSG_ON : GLP_MSG_OFF;
        parameters.out_frq = options->poll_interval;
        parameters.meth = options->method;
        parameters.pricing = options->steepest_edge ? GLP_PT_PSE : GLP_PT_STD;
        parameters.r_test = ratio_test(options->method, options->ratio_test);
        parameters.tol_bnd = options->primal_tolerance;
        parameters.tol_dj = options->dual_tolerance;
        parameters.obj_ll = options->objective_lower;
        parameters.obj_ul = options->objective_upper;
        parameters.it_lim = options->iteration_limit;
        parameters.tm_lim = options->time_limit;
        parameters.presolve = options->presolve ? GLP_ON : GLP_OFF;
        glp_term_out(options->poll != NULL ? GLP_ON : GLP_OFF);
        if (!options->presolve && !glp_bf_exists(glpk) && mrd_is_structurally_singular(problem)) {
            result->code = GLP_ESING;
        } else {
            int before = glp_get_it_cnt(glpk);
            result->code = glp_simplex(glpk, &parameters);
            result->iterations = glp_get_it_cnt(glpk) - before;
            result->primal_status = glp_get_prim_stat(glpk);
            result->dual_status = glp_get_dual_stat(glpk);
            result->objective = glp_get_obj_val(glpk);
        }
        glp_term_out(GLP_OFF);
    });
    return MRD_OK;
}

int mrd_simplex(mrd_problem *problem, const mrd_simplex_options *options, mrd_simplex_result *result) {
    *result = (mrd_simplex_result){.primal_status = GLP_UNDEF, .dual_status = GLP_UNDEF};
    MRD_REQUIRE(problem);
    int (*outer_poll)(void *) = mrd_state.poll;
    void *outer_context = mrd_state.poll_context;
    mrd_state.poll = options->poll;
    mrd_state.poll_context = options->poll_context;
    problem->busy = 1;
    int status = run_simplex(problem, options, result);
    problem->busy = 0;
    mrd_state.poll = outer_poll;
    mrd_state.poll_context = outer_context;
    return status;
}

int mrd_bound_range(mrd_problem *problem, int index, double *lower, double *upper) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_ALL_OR_NOTHING, glp_analyze_bound(problem->glpk, index + 1, lower, NULL, upper, NULL));
    return MRD_OK;
}

int mrd_cost_range(mrd_problem *problem, int index, double *lower, double *upper) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(
        MRD_ALL_OR_NOTHING,
        glp_analyze_coef(problem->glpk, index + 1, lower, NULL, NULL, upper, NULL, NULL));
    return MRD_OK;
}

int mrd_factorize(mrd_problem *problem, int *code) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        if (glp_bf_exists(problem->glpk)) {
            *code = 0;
        } else {
            *code = mrd_is_structurally_singular(problem) ? GLP_ESING : glp_factorize(problem->glpk);
        }
    });
    return MRD_OK;
}

#endif
