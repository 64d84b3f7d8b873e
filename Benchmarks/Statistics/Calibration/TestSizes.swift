import Random
import Statistics

/// How often tests reject at 5 % although there is nothing to find.
struct TestSizes {
  let effort: Effort

  /// One table a population.
  func tables() async throws -> [CalibrationTable] {
    var tables: [CalibrationTable] = []
    for population in Population.allCases {
      var table = CalibrationTable(
        title: "Size of tests, \(population) differences",
        note: population.note
          + " How often p < 0.05 without a gap, in percent; a test without an answer does not reject. "
          + "Holm: any of three independent sizes. Equivalence: with a gap at the margin of 2 SD. "
          + "Welch, Mann–Whitney and P(arm > baseline), whose interval then leaves out ½: two groups "
          + "of n from this population. Sign flips above n = 20 are 1,999 random ones.",
        header: [
          "n", "t", "sign-flip", "Wilcoxon", "Holm's family", "equivalence", "Welch",
          "Mann–Whitney", "P(arm > baseline)",
        ])
      for n in Effort.repetitions {
        let tests = try await paired(population, n) + unpaired(population, n)
        table.rows.append(["\(n)"] + tests.map(\.text))
      }
      tables.append(table)
    }
    return tables
  }

  private func paired(_ population: Population, _ n: Int) async throws -> [Tally] {
    try await Replications.tallies(effort.times(20_000), columns: 5) { index in
      var stream = RandomStream(
        seed: Effort.seed, purpose: "tests/\(population)/\(n)", index: index)
      let family = (0..<3).map { _ in population.sample(n, &stream) }
      let differences = family[0]
      let images = Population.testImages
      let p = try family.map {
        try PairedComparison(differences: $0, testImages: images).test?.p
      }
      let holm = try Holm.adjusted(p).compactMap { $0 }
      let margin = 2 * population.deviation
      let equivalence = try EquivalenceTest(
        differences: differences.map { $0 + margin }, denominator: images,
        margin: Double(margin) / Double(images))
      return [
        p[0].rejects, SignFlipTest(differences: differences, seed: index, draws: 1999).p.rejects,
        WilcoxonTest(differences: differences).p.rejects, holm.contains { $0 < 0.05 },
        equivalence.isEquivalent ?? false,
      ]
    }
  }

  private func unpaired(_ population: Population, _ n: Int) async throws -> [Tally] {
    try await Replications.tallies(effort.times(6000), columns: 3) { index in
      var stream = RandomStream(
        seed: Effort.seed, purpose: "unpaired/\(population)/\(n)", index: index)
      let (first, second) = (population.sample(n, &stream), population.sample(n, &stream))
      let welch = try WelchTest(first, second, denominator: Population.testImages)
      let superiority = try Superiority(
        differences: zip(first, second).map { $0 - $1 },
        resamples: IntervalCoverage.resamples, seed: index)
      return [
        welch.p.rejects, MannWhitneyTest(first, second).p.rejects,
        superiority.interval.map { !$0.contains(0.5) } ?? false,
      ]
    }
  }

  /// McNemar's test of one seed, under its own hypothesis: each image that tells two networks apart
  /// favours either with probability ½.
  func mcNemar() async throws -> CalibrationTable {
    var table = CalibrationTable(
      title: "Size of McNemar's test of one seed",
      note: "By the number of images on which two networks disagree, each favouring either with "
        + "probability ½: the test's own hypothesis. How often p < 0.05, in percent.",
      header: ["images", "exact", "mid-p"])
    for count in [5, 10, 20, 50, 200] {
      let tallies = try await Replications.tallies(effort.times(20_000), columns: 2) { index in
        var stream = RandomStream(seed: Effort.seed, purpose: "mcnemar/\(count)", index: index)
        let first = (0..<count).count { _ in stream.next() & 1 == 1 }
        let test = try McNemarTest(onlyFirst: first, onlySecond: count - first)
        return [test.p < 0.05, test.midP < 0.05]
      }
      table.rows.append(["\(count)"] + tallies.map(\.text))
    }
    return table
  }
}

extension Double? {
  /// Whether there is a p-value below 5 %.
  var rejects: Bool { (self ?? 1) < 0.05 }
}
