// Editing and reading a problem.

#include "internal.h"

#ifdef MERIDIAN_GLPK

#include <math.h>
#include <stdlib.h>

int mrd_bound_type(double lower, double upper) {
    if (lower == upper) return GLP_FX;
    if (lower == -INFINITY) return upper == INFINITY ? GLP_FR : GLP_UP;
    return upper == INFINITY ? GLP_LO : GLP_DB;
}

int mrd_set_objective(mrd_problem *problem, int maximize, double constant) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        glp_set_obj_dir(problem->glpk, maximize ? GLP_MAX : GLP_MIN);
        glp_set_obj_coef(problem->glpk, 0, constant);
    });
    return MRD_OK;
}

int mrd_add_columns(
    mrd_problem *problem, int count, const double *lower, const double *upper, const double *cost) {
    MRD_REQUIRE(problem);
    if (count <= 0) return MRD_OK;
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        glp_prob *glpk = problem->glpk;
        int first = glp_add_cols(glpk, count);
        for (int k = 0; k < count; k++) {
            glp_set_col_bnds(glpk, first + k, mrd_bound_type(lower[k], upper[k]), lower[k], upper[k]);
            if (cost[k] != 0) glp_set_obj_coef(glpk, first + k, cost[k]);
        }
    });
    return MRD_OK;
}

/// Copies terms into the scratch arrays in GLPK's numbering, without zeros; returns how many.
static int gather(mrd_problem *problem, ptrdiff_t count, const int32_t *indices, const double *values) {
    int length = 0;
    for (ptrdiff_t k = 0; k < count; k++) {
        if (values[k] == 0) continue;
        length += 1;
        problem->indices[length] = indices[k] + 1;
        problem->values[length] = values[k];
    }
    return length;
}

int mrd_add_rows(
    mrd_problem *problem, int count, const double *lower, const double *upper, const ptrdiff_t *starts,
    const int32_t *columns, const double *coefficients) {
    MRD_REQUIRE(problem);
    if (count <= 0) return MRD_OK;
    ptrdiff_t longest = 0;
    for (int k = 0; k < count; k++) {
        if (starts[k + 1] - starts[k] > longest) longest = starts[k + 1] - starts[k];
    }
    if (mrd_reserve(problem, (int)longest) != MRD_OK) return MRD_MEMORY;
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        glp_prob *glpk = problem->glpk;
        int first = glp_add_rows(glpk, count);
        for (int k = 0; k < count; k++) {
            glp_set_row_bnds(glpk, first + k, mrd_bound_type(lower[k], upper[k]), lower[k], upper[k]);
            int length =
                gather(problem, starts[k + 1] - starts[k], columns + starts[k], coefficients + starts[k]);
            if (length > 0) glp_set_mat_row(glpk, first + k, length, problem->indices, problem->values);
        }
    });
    return MRD_OK;
}

int mrd_set_row(mrd_problem *problem, int row, int count, const int32_t *columns, const double *coefficients) {
    MRD_REQUIRE(problem);
    if (mrd_reserve(problem, count) != MRD_OK) return MRD_MEMORY;
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        int length = gather(problem, count, columns, coefficients);
        glp_set_mat_row(problem->glpk, row + 1, length, problem->indices, problem->values);
    });
    return MRD_OK;
}

int mrd_set_column(mrd_problem *problem, int column, int count, const int32_t *rows, const double *coefficients) {
    MRD_REQUIRE(problem);
    if (mrd_reserve(problem, count) != MRD_OK) return MRD_MEMORY;
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        int length = gather(problem, count, rows, coefficients);
        glp_set_mat_col(problem->glpk, column + 1, length, problem->indices, problem->values);
    });
    return MRD_OK;
}

int mrd_delete_rows(mrd_problem *problem, int count, const int32_t *rows) {
    MRD_REQUIRE(problem);
    if (count <= 0) return MRD_OK;
    if (mrd_reserve(problem, count) != MRD_OK) return MRD_MEMORY;
    MRD_GUARDED(MRD_ALL_OR_NOTHING, {
        for (int k = 0; k < count; k++) problem->indices[k + 1] = rows[k] + 1;
        glp_del_rows(problem->glpk, count, problem->indices);
    });
    return MRD_OK;
}

int mrd_set_row_bounds(mrd_problem *problem, int row, double lower, double upper) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(
        MRD_CHECKS_FIRST,
        glp_set_row_bnds(problem->glpk, row + 1, mrd_bound_type(lower, upper), lower, upper));
    return MRD_OK;
}

int mrd_set_column_bounds(mrd_problem *problem, int column, double lower, double upper) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(
        MRD_CHECKS_FIRST,
        glp_set_col_bnds(problem->glpk, column + 1, mrd_bound_type(lower, upper), lower, upper));
    return MRD_OK;
}

int mrd_set_costs(mrd_problem *problem, int first, int count, const double *cost) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        for (int k = 0; k < count; k++) glp_set_obj_coef(problem->glpk, first + k + 1, cost[k]);
    });
    return MRD_OK;
}

int mrd_set_integer(mrd_problem *problem, int column, int is_integer) {
    MRD_REQUIRE(problem);
    // Never GLP_BV: it overwrites the bounds with [0, 1].
    MRD_GUARDED(
        MRD_CHECKS_FIRST, glp_set_col_kind(problem->glpk, column + 1, is_integer ? GLP_IV : GLP_CV));
    return MRD_OK;
}

int mrd_read(mrd_problem *problem, int kind, int first, int count, double *values) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        glp_prob *glpk = problem->glpk;
        switch (kind) {
        case MRD_COLUMN_PRIMAL:
            for (int k = 0; k < count; k++) values[k] = glp_get_col_prim(glpk, first + k + 1);
            break;
        case MRD_COLUMN_DUAL:
            for (int k = 0; k < count; k++) values[k] = glp_get_col_dual(glpk, first + k + 1);
            break;
        case MRD_ROW_PRIMAL:
            for (int k = 0; k < count; k++) values[k] = glp_get_row_prim(glpk, first + k + 1);
            break;
        default:
            for (int k = 0; k < count; k++) values[k] = glp_get_row_dual(glpk, first + k + 1);
            break;
        }
    });
    return MRD_OK;
}

int mrd_read_objective(mrd_problem *problem, double *objective) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, *objective = glp_get_obj_val(problem->glpk));
    return MRD_OK;
}

int mrd_read_column(
    mrd_problem *problem, int column, int capacity, int32_t *rows, double *coefficients, int *count) {
    MRD_REQUIRE(problem);
    MRD_GUARDED(MRD_CHECKS_FIRST, *count = glp_get_mat_col(problem->glpk, column + 1, NULL, NULL));
    if (mrd_reserve(problem, *count) != MRD_OK) return MRD_MEMORY;
    MRD_GUARDED(
        MRD_CHECKS_FIRST, glp_get_mat_col(problem->glpk, column + 1, problem->indices, problem->values));
    for (int k = 0; k < *count && k < capacity; k++) {
        rows[k] = problem->indices[k + 1] - 1;
        coefficients[k] = problem->values[k + 1];
    }
    return MRD_OK;
}

/// Adds one end of a term's range to a sum, or counts it when infinite.
static void add_end(double end, double *sum, int32_t *infinite) {
    if (isfinite(end)) {
        *sum += end;
    } else {
        *infinite += 1;
    }
}

int mrd_activity_ranges(
    mrd_problem *problem, const double *lower, const double *upper, double *least, int32_t *least_infinite,
    double *greatest, int32_t *greatest_infinite) {
    MRD_REQUIRE(problem);
    int rows = 0;
    int columns = 0;
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        rows = glp_get_num_rows(problem->glpk);
        columns = glp_get_num_cols(problem->glpk);
    });
    if (mrd_reserve(problem, rows) != MRD_OK) return MRD_MEMORY;
    for (int i = 0; i < rows; i++) {
        least[i] = greatest[i] = 0;
        least_infinite[i] = greatest_infinite[i] = 0;
    }
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        for (int j = 0; j < columns; j++) {
            int length = glp_get_mat_col(problem->glpk, j + 1, problem->indices, problem->values);
            for (int k = 1; k <= length; k++) {
                int i = problem->indices[k] - 1;
                double value = problem->values[k];
                add_end(value * (value > 0 ? lower[j] : upper[j]), &least[i], &least_infinite[i]);
                add_end(value * (value > 0 ? upper[j] : lower[j]), &greatest[i], &greatest_infinite[i]);
            }
        }
    });
    return MRD_OK;
}

int mrd_column_products(
    mrd_problem *problem, const double *row_values, double *products, double *magnitudes) {
    MRD_REQUIRE(problem);
    int rows = 0;
    int columns = 0;
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        rows = glp_get_num_rows(problem->glpk);
        columns = glp_get_num_cols(problem->glpk);
    });
    if (mrd_reserve(problem, rows) != MRD_OK) return MRD_MEMORY;
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        for (int j = 0; j < columns; j++) {
            int length = glp_get_mat_col(problem->glpk, j + 1, problem->indices, problem->values);
            double sum = 0;
            double magnitude = 0;
            for (int k = 1; k <= length; k++) {
                double term = problem->values[k] * row_values[problem->indices[k] - 1];
                sum += term;
                magnitude += fabs(term);
            }
            products[j] = sum;
            magnitudes[j] = magnitude;
        }
    });
    return MRD_OK;
}

int mrd_row_activities(mrd_problem *problem, const double *values, double *activities) {
    MRD_REQUIRE(problem);
    int rows = 0;
    int columns = 0;
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        rows = glp_get_num_rows(problem->glpk);
        columns = glp_get_num_cols(problem->glpk);
    });
    if (mrd_reserve(problem, rows) != MRD_OK) return MRD_MEMORY;
    for (int i = 0; i < rows; i++) activities[i] = 0;
    MRD_GUARDED(MRD_CHECKS_FIRST, {
        for (int j = 0; j < columns; j++) {
            if (values[j] == 0) continue;
            int length = glp_get_mat_col(problem->glpk, j + 1, problem->indices, problem->values);
            for (int k = 1; k <= length; k++) activities[problem->indices[k] - 1] += problem->values[k] * values[j];
        }
    });
    return MRD_OK;
}

#endif
