import Statistics
import Study

extension ReportText {
  /// The arm that the answer is about: the first that begins with the pretext's weights, else the
  /// first that is not the baseline.
  var subject: Arm? {
    let others = study.arms.filter { $0.name != analysis.baseline }
    return others.first { $0.weights == .pretext } ?? others.first
  }

  /// The answer in one sentence, with what it rests on.
  var answer: RichText {
    guard let subject, let test = study.tests.first else { return "Nothing was compared." }
    let gaps = analysis.gaps.filter { $0.arm == subject.name && $0.test == test.name }
    let clauses = Self.joined(gaps.map(clause))
    return """
      On \(test.images.count) test images of \(study.dataset.name), \(code: subject.name) \(clauses).
      """
  }

  private func clause(_ gap: Analysis.Gap) -> RichText {
    let place = "with \(gap.labels) labels"
    let baseline = RichText.code(analysis.baseline)
    let comparison = gap.comparison
    guard let mean = comparison.meanGap else { return "has no complete pair \(place)" }
    guard let interval = comparison.interval, let p = gap.adjustedP else {
      return """
        differs from \(baseline) by \(Points.signed(mean)) points \(place) \
        (no interval: \(reason(comparison.degeneracy)))
        """
    }
    let level = Significant.text(interval.level * 100)
    let evidence =
      "\(level) % interval \(Points.interval(interval)), adjusted p = \(Points.p(p)), "
      + "n = \(count(gap))"
    guard p < 1 - interval.level else {
      return """
        cannot be told from \(baseline) \(place) (\(Points.signed(mean)) points, \(evidence))
        """
    }
    let (verb, over) = mean > 0 ? ("gains", "over") : ("loses", "to")
    let points = Points.percent(mean.magnitude)
    return "\(verb) \(points) points \(over) \(baseline) \(place) (\(evidence))"
  }

  /// Complete pairs, and how many there would be: `7 of 10`.
  func count(_ gap: Analysis.Gap) -> String {
    let count = gap.comparison.count
    return count == gap.planned ? "\(count)" : "\(count) of \(gap.planned)"
  }

  func reason(_ degeneracy: PairedComparison.Degeneracy?) -> String {
    switch degeneracy {
    case .tooFew(let count): "\(count) complete \(count == 1 ? "pair" : "pairs")"
    case .allDifferencesZero: "all differences are zero"
    case .noVariation: "every repetition shows the same difference"
    case nil: "undefined"
    }
  }

  private static func joined(_ clauses: [RichText]) -> RichText {
    guard let last = clauses.last else { return "was not compared" }
    guard clauses.count > 1 else { return last }
    return clauses.dropLast().joined(separator: ", ") + ", and " + last
  }
}
