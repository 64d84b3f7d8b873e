import Random
import Statistics

/// How often intervals of paired differences contain the truth.
struct IntervalCoverage {
  static let resamples = 1000
  let effort: Effort

  /// One table a population, and the coverage of Student's interval on normal differences.
  func tables() async throws -> (tables: [CalibrationTable], headline: [(n: Int, tally: Tally)]) {
    var tables: [CalibrationTable] = []
    var headline: [(n: Int, tally: Tally)] = []
    for population in Population.allCases {
      var table = header(population)
      for n in Effort.repetitions {
        let quick = try await quick(population, n)
        let resampled = try await resampled(population, n)
        table.rows.append(
          ["\(n)"] + ([quick[0]] + resampled + quick.dropFirst()).map(\.text))
        if population == .normal { headline.append((n, quick[0])) }
      }
      tables.append(table)
    }
    return (tables, headline)
  }

  private func header(_ population: Population) -> CalibrationTable {
    CalibrationTable(
      title: "Coverage of intervals, \(population) differences",
      note: population.note
        + " Percent, with the standard error of the simulation; nominal 95, and 90 for the interval "
        + "of the equivalence test. Only samples that have the interval count.",
      header: [
        "n", "t", "percentile bootstrap", "BCa", "P(arm > baseline)", "Walsh", "equivalence (90)",
        "no t interval",
      ])
  }

  /// Student's interval, the Walsh interval, that of the equivalence test, and how often there is none.
  private func quick(_ population: Population, _ n: Int) async throws -> [Tally] {
    try await Replications.tallies(effort.times(20_000), columns: 4) { index in
      var stream = RandomStream(
        seed: Effort.seed, purpose: "intervals/\(population)/\(n)", index: index)
      let differences = population.sample(n, &stream)
      let images = Population.testImages
      let t = try PairedComparison(differences: differences, testImages: images).interval
      let walsh = try HodgesLehmann(differences: differences).interval
      let equivalence = try EquivalenceTest(
        differences: differences, denominator: images, margin: 0.01
      ).interval
      return [
        t?.contains(0), walsh?.contains(population.pseudomedian), equivalence?.contains(0),
        t == nil,
      ]
    }
  }

  /// Percentile, BCa, and the probability to be better.
  private func resampled(_ population: Population, _ n: Int) async throws -> [Tally] {
    try await Replications.tallies(effort.times(6000), columns: 3) { index in
      var stream = RandomStream(
        seed: Effort.seed, purpose: "resampled/\(population)/\(n)", index: index)
      let differences = population.sample(n, &stream)
      let bootstrap = try BootstrapInterval(
        differences: differences, resamples: Self.resamples, seed: index)
      let superiority = try Superiority(
        differences: differences, resamples: Self.resamples, seed: index)
      return [
        bootstrap.percentile?.contains(0), bootstrap.bca?.contains(0),
        superiority.interval?.contains(population.superiority),
      ]
    }
  }
}

extension Population {
  /// One sentence for the reader of a table.
  var note: String {
    switch self {
    case .normal: "Normal, SD 40 of 10,000 images."
    case .skewed: "Exponential with mean zero, SD 40 of 10,000 images."
    case .discrete: "−2 to 2 images (binomial, SD 1): many ties and zeros."
    }
  }
}
