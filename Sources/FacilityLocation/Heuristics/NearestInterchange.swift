/// Local search for weighted sums of nearest-site costs.
func nearestInterchange(_ placement: inout Placement<NearestObjective>, budget: Budget) {
    interchange(&placement, budget: budget)
}
