import Statistics

/// All statistics of paired differences.
struct PairedQuestion: Decodable {
  /// Arm minus baseline, in counts.
  let differences: [Int]
  /// What the counts are of.
  let denominator: Int
  /// The margin of the equivalence test, as a fraction.
  let margin: Double
  /// The number of bootstrap resamples, whose means are part of the answer; 0 for no bootstrap.
  let resamples: Int
  /// The seed of whatever is drawn.
  let seed: UInt64

  func answer() throws -> [String: [Double]] {
    try studentAnswer()
      .merging(rankAnswer()) { first, _ in first }
      .merging(bootstrapAnswer()) { first, _ in first }
  }

  private func studentAnswer() throws -> [String: [Double]] {
    let comparison = try PairedComparison(differences: differences, testImages: denominator)
    let equivalence = try EquivalenceTest(
      differences: differences, denominator: denominator, margin: margin)
    var answer: [String: [Double]] = [:]
    answer["t"] = comparison.test.map { [$0.t] }
    answer["tP"] = comparison.test.map { [$0.p] }
    answer["tInterval"] = comparison.interval?.bounds
    answer["tostP"] = equivalence.p.map { [$0] }
    answer["tostInterval"] = equivalence.interval?.bounds
    return answer
  }

  private func rankAnswer() throws -> [String: [Double]] {
    let flips = SignFlipTest(differences: differences, seed: seed)
    let walsh = try HodgesLehmann(differences: differences)
    var answer: [String: [Double]] = [:]
    answer["signFlipP"] = flips.p.map { [$0] }
    answer["signFlipDraws"] = flips.isExact ? nil : [Double(flips.arrangements)]
    answer["wilcoxonP"] = WilcoxonTest(differences: differences).p.map { [$0] }
    answer["prattP"] = WilcoxonTest(differences: differences, zeros: .pratt).p.map { [$0] }
    answer["hodgesLehmann"] = walsh.estimate.map { [$0] }
    answer["walshInterval"] = walsh.interval?.bounds
    answer["walshCoverage"] = walsh.coverage.map { [$0] }
    return answer
  }

  private func bootstrapAnswer() throws -> [String: [Double]] {
    guard resamples > 0 else { return [:] }
    let bootstrap = try BootstrapInterval(
      differences: differences, resamples: resamples, seed: seed)
    let superiority = try Superiority(
      differences: differences, resamples: resamples, seed: seed)
    var answer: [String: [Double]] = [:]
    answer["means"] = BootstrapInterval.resampledMeans(
      of: differences, resamples: resamples, seed: seed)
    answer["signMeans"] = BootstrapInterval.resampledMeans(
      of: differences.map { $0.signum() }, resamples: resamples, seed: seed)
    answer["percentile"] = bootstrap.percentile?.bounds
    answer["bca"] = bootstrap.bca?.bounds
    answer["superiority"] =
      superiority.method == .bootstrap ? superiority.interval?.bounds : nil
    return answer
  }
}
