// LEMON's network simplex on a DIMACS minimum-cost flow file: prints objective and seconds of the solve alone.
// Built and run by flows.py.

#include <chrono>
#include <fstream>
#include <iostream>

#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

int main(int argc, char** argv) {
    using Graph = lemon::SmartDigraph;
    using Simplex = lemon::NetworkSimplex<Graph, long long, long long>;
    if (argc != 2) return 2;
    std::ifstream file(argv[1]);
    Graph graph;
    Graph::ArcMap<long long> least(graph), most(graph), cost(graph);
    Graph::NodeMap<long long> supply(graph);
    lemon::readDimacsMin(file, graph, least, most, cost, supply);

    const auto start = std::chrono::steady_clock::now();
    Simplex simplex(graph);
    simplex.lowerMap(least).upperMap(most).costMap(cost).supplyMap(supply);
    const auto status = simplex.run();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (status != Simplex::OPTIMAL) return 3;
    std::cout << simplex.totalCost<long long>() << " " << taken.count() << std::endl;
    return 0;
}
