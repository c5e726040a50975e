@_exported import FacilityLocation
@_exported import GLPKSolver
@_exported import HealthPlanning
@_exported import LinearOptimization
@_exported import NetworkFlow
@_exported import PlanningData
@_exported import PlanningReport
