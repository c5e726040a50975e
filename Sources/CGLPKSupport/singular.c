// A look at the structure of a basis before GLPK factorizes it.
//
// GLPK 5.0 asserts, instead of reporting a singular basis, when peeling off column and row singletons leaves a single
// empty element (sgf_reduce_nuc). A basis becomes like that when rows or columns are edited or an old basis is put back.

#include "internal.h"

#ifdef MERIDIAN_GLPK

#include <stdlib.h>

/// One direction of a sparse square pattern: the entries of item `k` are `entries[starts[k]] ..< entries[starts[k + 1]]`.
typedef struct {
    int *starts;
    int *entries;
    /// Entries of each item that are still there.
    int *counts;
} pattern;

/// Takes away, one after the other, all items with a single entry left together with that entry's partner.
///
/// Returns how many pairs went, or -1 when an item ran empty, which proves the pattern singular.
static int peel(int size, pattern *items, pattern *partners, char *item_gone, char *partner_gone, int *stack) {
    int depth = 0;
    int gone = 0;
    for (int k = 0; k < size; k++) {
        if (item_gone[k]) continue;
        if (items->counts[k] == 0) return -1;
        if (items->counts[k] == 1) stack[depth++] = k;
    }
    while (depth > 0) {
        int item = stack[--depth];
        if (items->counts[item] == 0) return -1;
        int at = items->starts[item];
        while (partner_gone[items->entries[at]]) at++;
        int partner = items->entries[at];
        item_gone[item] = 1;
        partner_gone[partner] = 1;
        gone += 1;
        for (int k = partners->starts[partner]; k < partners->starts[partner + 1]; k++) {
            int other = partners->entries[k];
            if (item_gone[other]) continue;
            items->counts[other] -= 1;
            if (items->counts[other] == 1) stack[depth++] = other;
            if (items->counts[other] == 0) return -1;
        }
    }
    return gone;
}

/// Builds the same pattern seen from the other side; `next` is scratch for one number per item.
static void transpose(int size, const pattern *from, pattern *to, int *next) {
    for (int k = 0; k <= size; k++) to->starts[k] = 0;
    for (int k = 0; k < from->starts[size]; k++) to->starts[from->entries[k] + 1] += 1;
    for (int k = 0; k < size; k++) {
        to->counts[k] = to->starts[k + 1];
        to->starts[k + 1] += to->starts[k];
    }
    for (int k = 0; k < size; k++) next[k] = to->starts[k];
    for (int k = 0; k < size; k++) {
        for (int at = from->starts[k]; at < from->starts[k + 1]; at++) to->entries[next[from->entries[at]]++] = k;
    }
}

static int decide(int size, pattern *columns, pattern *rows, char *gone, int *stack) {
    transpose(size, columns, rows, stack);
    char *column_gone = gone;
    char *row_gone = gone + size;
    int first = peel(size, columns, rows, column_gone, row_gone, stack);
    if (first < 0) return 1;
    // Rows that are left have no entry in a column that went: each such column had its only entry in a row that went.
    int second = peel(size, rows, columns, row_gone, column_gone, stack);
    if (second < 0) return 1;
    return size - first - second == 1;
}

/// Numbers the basic variables' columns: entries of structural ones from GLPK, a unit column for each basic row.
///
/// Returns the number of entries, or -1 when there are not as many basic variables as rows. With null arrays only counts.
static int gather(mrd_problem *problem, pattern *columns) {
    glp_prob *glpk = problem->glpk;
    int rows = glp_get_num_rows(glpk);
    int structurals = glp_get_num_cols(glpk);
    int basic = 0;
    int total = 0;
    for (int i = 1; i <= rows; i++) {
        if (glp_get_row_stat(glpk, i) != GLP_BS) continue;
        if (columns != NULL) {
            columns->starts[basic] = total;
            columns->counts[basic] = 1;
            columns->entries[total] = i - 1;
        }
        basic += 1;
        total += 1;
    }
    for (int j = 1; j <= structurals; j++) {
        if (glp_get_col_stat(glpk, j) != GLP_BS) continue;
        if (basic == rows) return -1;
        int length = glp_get_mat_col(glpk, j, columns != NULL ? problem->indices : NULL, NULL);
        if (columns != NULL) {
            columns->starts[basic] = total;
            columns->counts[basic] = length;
            for (int k = 1; k <= length; k++) columns->entries[total + k - 1] = problem->indices[k] - 1;
        }
        basic += 1;
        total += length;
    }
    if (basic != rows) return -1;
    if (columns != NULL) columns->starts[rows] = total;
    return total;
}

int mrd_is_structurally_singular(mrd_problem *problem) {
    int size = glp_get_num_rows(problem->glpk);
    if (size == 0) return 0;
    int total = gather(problem, NULL);
    // Not a basis at all: GLPK says so in good order.
    if (total < 0 || mrd_reserve(problem, size) != MRD_OK) return 0;
    size_t items = (size_t)size;
    int *numbers = malloc((5 * items + 2 + 2 * (size_t)total) * sizeof *numbers);
    char *gone = calloc(2 * items, 1);
    int singular = 0;
    if (numbers != NULL && gone != NULL) {
        pattern columns = {numbers, numbers + 5 * items + 2, numbers + items + 1};
        pattern rows = {numbers + 2 * items + 1, columns.entries + total, numbers + 3 * items + 2};
        gather(problem, &columns);
        singular = decide(size, &columns, &rows, gone, numbers + 4 * items + 2);
    }
    free(numbers);
    free(gone);
    return singular;
}

#endif
