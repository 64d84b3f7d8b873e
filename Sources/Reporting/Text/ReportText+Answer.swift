import Statistics
import Study

extension ReportText {
  /// The answer in two sentences, with what it rests on: how large the gap is, and what it is worth. Of
  /// several tasks a sentence each; their sections have the rest.
  var answer: RichText {
    let scopes = design.scopes
    guard scopes.count > 1, scope == nil else { return rankedAnswer ?? taskAnswer }
    return scopes.map { scoped(to: $0).size(ofAll: false) }.joined(separator: " ")
  }

  /// The arm that the answer is about: the study's subject where it can do the task.
  private var subject: (arm: String, test: Analysis.Design.Test)? {
    guard let subject = study.subject?.name, let test = sections.tests.first else { return nil }
    let able = design.arms(of: test).filter { $0 != analysis.baseline }
    return able.contains(subject) ? (subject, test) : able.first.map { ($0, test) }
  }

  private var taskAnswer: RichText {
    let size = size(ofAll: true)
    guard let (arm, test) = subject else { return size }
    let gaps = analysis.gaps.filter { $0.arm == arm && $0.test == test.name }
    guard gaps.contains(where: { $0.comparison.count > 0 }) else { return size }
    let worth = study.labels.count > 1 ? worthInLabels(arm, test.name) : shareAhead(arm, test)
    return worth.map { "\(size) \($0)" } ?? size
  }

  /// How large the gap is.
  ///
  /// - Parameter ofAll: whether other arms that begin with a pretext are named, too.
  /// - Returns: a sentence.
  private func size(ofAll: Bool) -> RichText {
    guard let (arm, test) = subject else {
      return scope?.task.map { "In \(code: $0) nothing was compared." } ?? "Nothing was compared."
    }
    let gaps = analysis.gaps.filter { $0.arm == arm && $0.test == test.name }
    let clauses = Self.joined(gaps.map { clause($0, test) })
    let able = design.arms(of: test)
    let others = study.arms.filter {
      ofAll && $0.pretext != nil && $0.name != arm && able.contains($0.name)
    }.map { "; \(summary(of: $0.name, test))" as RichText }.joined(separator: "")
    return """
      \(opening(test)) \(test.images ?? test.total) test images of \(study.dataset.name), \
      \(code: arm) \(clauses)\(others).
      """
  }

  /// How the sentence begins, with the task and the metric where they go without saying no more.
  private func opening(_ test: Analysis.Design.Test) -> RichText {
    guard design.scopes.count > 1 || !test.isAccuracy else { return "On" }
    return "In \(code: test.task ?? test.name) (\(MetricText(test).name)), on"
  }

  /// What labels are worth, at the largest size where that can be told.
  private func worthInLabels(_ arm: String, _ test: String) -> RichText? {
    let found = analysis.efficiencies.first { $0.arm == arm && $0.test == test }
    guard let efficiency = found?.efficiency else { return nil }
    let told = efficiency.points.last { point in
      if case .exactly = point.needed { true } else { false }
    }
    guard let point = told ?? efficiency.points.last else { return nil }
    let worth =
      switch point.needed {
      case .below(let bound): "\(Labels.rounded(bound)) or fewer"
      case .exactly(let value): Labels.rounded(value)
      case .above(let bound): "more than \(Labels.rounded(bound))"
      }
    let interval = point.interval.map { interval in
      " (\(level) % interval [\(Labels.text(interval.lower)), \(Labels.text(interval.upper))])"
    }
    let change = efficiency.signChanges.last.map {
      ", and the gap changes sign at about \(Labels.rounded($0.labels)) labels"
    }
    return """
      Counted in labels, \(point.labels) with \(code: arm) are worth \(worth) with \
      \(code: analysis.baseline)\(interval ?? "")\(change ?? "").
      """
  }

  /// How often the arm is ahead, and the interval for new images, at the only size.
  private func shareAhead(_ arm: String, _ test: Analysis.Design.Test) -> RichText? {
    guard let labels = study.labels.first,
      let gap = analysis.gap(of: arm, labels: labels, test: test.name),
      let share = gap.statistics.superiority.probability
    else { return nil }
    if let claim = design.claim, test.isAccuracy { return verdict(on: claim, gap) }
    let ahead: RichText =
      "In \(Points.whole(share)) % of the repetitions \(code: arm) is ahead (ties half)"
    let item = images.disagreements.first { $0.arm == arm && $0.test == test.name }
    guard hasDisagreements, let interval = item?.variance.interval else {
      return "\(ahead)."
    }
    return """
      \(ahead), and for new test images as well as new seeds the \(level) % interval of the gap is \
      \(MetricText(test).interval(interval)) points.
      """
  }

  /// What is to be thought of a gap that was claimed elsewhere.
  private func verdict(on claim: Double, _ gap: Analysis.Gap) -> RichText? {
    let points = "The claimed gap of \(Points.percent(claim)) points"
    guard let interval = gap.comparison.interval,
      let p = (try? gap.comparison.probability(ofClaim: claim)) ?? nil
    else {
      return "\(points) cannot be judged: \(AnalysisSections.reason(gap.comparison.degeneracy))."
    }
    let side = interval.contains(claim) ? "inside" : "outside"
    return """
      \(points) lies \(side) that interval (\(Points.equation(p)) for one more pair of runs to be as \
      far from the mean gap).
      """
  }

  private func clause(_ gap: Analysis.Gap, _ test: Analysis.Design.Test) -> RichText {
    let metric = MetricText(test)
    let place = "with \(gap.labels) labels"
    let baseline = RichText.code(analysis.baseline)
    let comparison = gap.comparison
    guard let mean = comparison.meanGap else { return "has no complete pair \(place)" }
    guard comparison.degeneracy != .allDifferencesZero else {
      return """
        is exactly as good as \(baseline) \(place) in every repetition \
        (n = \(AnalysisSections.count(comparison.count, of: gap.planned)))
        """
    }
    guard let interval = comparison.interval, let p = gap.adjustedP else {
      return """
        differs from \(baseline) by \(metric.signed(mean))\(metric.gapUnit) \(place) \
        (no interval: \(AnalysisSections.reason(comparison.degeneracy)))
        """
    }
    let level = Significant.text(interval.level * 100)
    let evidence =
      "\(level) % interval \(metric.interval(interval)), \(adjusted(gap))\(Points.equation(p)), "
      + "n = \(AnalysisSections.count(gap.comparison.count, of: gap.planned))"
    guard p < 1 - interval.level else {
      return """
        cannot be told from \(baseline) \(place)\(isAlone(gap) ? "" : " after Holm's adjustment") \
        (\(metric.signed(mean))\(metric.gapUnit), \(evidence))
        """
    }
    return "\(metric.verb(mean, to: baseline)) \(place) (\(evidence))"
  }

  /// Whether there is nothing to adjust p for.
  private func isAlone(_ gap: Analysis.Gap) -> Bool {
    analysis.gaps.count { $0.test == gap.test } == 1
  }

  private func adjusted(_ gap: Analysis.Gap) -> String { isAlone(gap) ? "" : "adjusted " }

  /// The sizes at which another arm gains, loses, or neither; the table has the evidence.
  private func summary(of arm: String, _ test: Analysis.Design.Test) -> RichText {
    let gaps = analysis.gaps.filter { $0.arm == arm && $0.test == test.name }
    let clauses = gaps.map { gap -> RichText in
      guard let mean = gap.comparison.meanGap, let p = gap.adjustedP, p < 1 - design.confidence
      else { return "shows no significant difference with \(gap.labels)" }
      return "\(MetricText(test).shortVerb(mean)) with \(gap.labels)"
    }
    return "\(code: arm) \(Self.joined(clauses))"
  }

  private static func joined(_ clauses: [RichText]) -> RichText {
    guard let last = clauses.last else { return "was not compared" }
    guard clauses.count > 1 else { return last }
    return clauses.dropLast().joined(separator: ", ") + ", and " + last
  }
}
