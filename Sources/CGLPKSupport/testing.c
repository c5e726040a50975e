// Entries for tests: failures on purpose, and GLPK as it is without the guards.

#include "internal.h"

#ifdef MERIDIAN_GLPK

#include <limits.h>
#include <math.h>
#include <string.h>

int _mrd_force_assertion(mrd_problem *problem) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, glp_assert_("forced", __FILE__, __LINE__));
    return MRD_OK;
}

int _mrd_force_argument_error(mrd_problem *problem) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, glp_set_col_bnds(problem->glpk, 1 << 20, GLP_FR, 0, 0));
    return MRD_OK;
}

int _mrd_set_memory_limit(mrd_problem *problem, int megabytes) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, glp_mem_limit(megabytes));
    return MRD_OK;
}

int _mrd_block_count(void) {
    int blocks = 0;
    glp_mem_usage(&blocks, NULL, NULL, NULL);
    return blocks;
}

/// Two binaries, one row, fractional relaxation: enough to reach every callback event.
static glp_prob *small_tree(void) {
    glp_prob *glpk = glp_create_prob();
    glp_add_cols(glpk, 2);
    glp_add_rows(glpk, 1);
    glp_set_obj_dir(glpk, GLP_MAX);
    for (int j = 1; j <= 2; j++) {
        glp_set_col_kind(glpk, j, GLP_IV);
        glp_set_col_bnds(glpk, j, GLP_DB, 0, 10);
        glp_set_obj_coef(glpk, j, j == 1 ? 1 : 2);
    }
    int indices[] = {0, 1, 2};
    double values[] = {0, 2, 2};
    glp_set_mat_row(glpk, 1, 2, indices, values);
    glp_set_row_bnds(glpk, 1, GLP_UP, 0, 9);
    return glpk;
}

static void assert_in_event(glp_tree *tree, void *info) {
    (void)tree;
    (void)info;
    glp_assert_("forced in the tree", __FILE__, __LINE__);
}

int _mrd_force_assertion_in_tree(void) {
    if (mrd_state.doomed) return MRD_STALE;
    mrd_ensure_environment();
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        glp_prob *glpk = small_tree();
        glp_iocp parameters;
        glp_init_iocp(&parameters);
        parameters.cb_func = assert_in_event;
        glp_simplex(glpk, NULL);
        glp_intopt(glpk, &parameters);
        glp_delete_prob(glpk);
    });
    return MRD_OK;
}

static void *delete_elsewhere(void *problem) {
    glp_delete_prob(problem);
    return NULL;
}

static void delete_in_event(glp_tree *tree, void *info) {
    (void)tree;
    glp_delete_prob(info);
}

static void offer_infeasible_point(glp_tree *tree, void *info) {
    (void)info;
    double point[] = {0, 10, 10};
    if (glp_ios_reason(tree) == GLP_IHEUR) glp_ios_heur_sol(tree, point);
}

static int tree_code(glp_prob *glpk, void (*event)(glp_tree *, void *), void *info) {
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.cb_func = event;
    parameters.cb_info = info;
    glp_simplex(glpk, NULL);
    return glp_intopt(glpk, &parameters);
}

int _mrd_raw(int which) {
    glp_term_out(GLP_OFF);
    glp_prob *glpk = small_tree();
    int indices[] = {0, 1, 1};
    double values[] = {0, 1, 1};
    switch (which) {
    case MRD_RAW_ADD_NO_COLUMNS: glp_add_cols(glpk, 0); break;
    case MRD_RAW_ROW_OUT_OF_RANGE: glp_set_row_bnds(glpk, 99, GLP_FR, 0, 0); break;
    case MRD_RAW_DUPLICATE_TERM: glp_set_mat_row(glpk, 1, 2, indices, values); break;
    case MRD_RAW_CONTROL_CHARACTER_NAME: glp_set_col_name(glpk, 1, "a\tb"); break;
    case MRD_RAW_LONG_NAME: {
        char name[300];
        memset(name, 'n', sizeof name);
        name[256] = '\0';
        glp_set_col_name(glpk, 1, name);
        break;
    }
    case MRD_RAW_MEMORY_LIMIT:
        glp_mem_limit(1);
        glp_add_cols(glpk, 1000000);
        break;
    case MRD_RAW_DELETE_ON_OTHER_THREAD: {
        pthread_t thread;
        pthread_create(&thread, NULL, delete_elsewhere, glpk);
        pthread_join(thread, NULL);
        break;
    }
    case MRD_RAW_NEGATIVE_TIME_LIMIT: {
        glp_smcp parameters;
        glp_init_smcp(&parameters);
        parameters.tm_lim = -1;
        glp_simplex(glpk, &parameters);
        break;
    }
    case MRD_RAW_TOO_MANY_ROWS: glp_add_rows(glpk, INT_MAX - 10); break;
    case MRD_RAW_DELETE_IN_CALLBACK: tree_code(glpk, delete_in_event, glpk); break;
    case MRD_RAW_DOUBLE_BOUNDED_EQUAL:
        glp_set_col_bnds(glpk, 1, GLP_DB, 3, 3);
        return glp_simplex(glpk, NULL) == GLP_EBOUND;
    case MRD_RAW_FRACTIONAL_INTEGER_BOUNDS:
        glp_set_col_bnds(glpk, 1, GLP_DB, 0.2, 3.7);
        return tree_code(glpk, NULL, NULL) == GLP_EBOUND;
    case MRD_RAW_BINARY_KIND_RESETS_BOUNDS:
        glp_set_col_bnds(glpk, 1, GLP_FX, 1, 1);
        glp_set_col_kind(glpk, 1, GLP_BV);
        return glp_get_col_lb(glpk, 1) == 0 && glp_get_col_ub(glpk, 1) == 1;
    case MRD_RAW_NAN_COST_IS_OPTIMAL:
        glp_set_obj_coef(glpk, 1, NAN);
        return glp_simplex(glpk, NULL) == 0 && isnan(glp_get_obj_val(glpk));
    case MRD_RAW_NEW_COLUMN_FIXED_ROW_FREE:
        glp_add_cols(glpk, 1);
        glp_add_rows(glpk, 1);
        return glp_get_col_type(glpk, 3) == GLP_FX && glp_get_col_lb(glpk, 3) == 0
            && glp_get_row_type(glpk, 2) == GLP_FR;
    case MRD_RAW_DUPLICATE_NAMES:
        glp_set_col_name(glpk, 1, "same");
        glp_set_col_name(glpk, 2, "same");
        glp_create_index(glpk);
        return 1;
    case MRD_RAW_HEURISTIC_POINT_UNCHECKED:
        tree_code(glpk, offer_infeasible_point, NULL);
        return glp_mip_status(glpk) == GLP_OPT && glp_mip_obj_val(glpk) == 30;
    case MRD_RAW_TERMINAL_ON_AFTER_FREE:
        glp_free_env();
        return glp_term_out(GLP_OFF) == GLP_ON;
    case MRD_RAW_TREE_AFTER_INFEASIBLE_ROOT:
        glp_set_row_bnds(glpk, 1, GLP_UP, 0, -1);
        return tree_code(glpk, NULL, NULL);
    default: break;
    }
    return -1;
}

#endif
