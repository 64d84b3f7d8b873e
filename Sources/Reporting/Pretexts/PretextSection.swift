import Statistics
import Study

/// How well the pretext tasks are done, beside what the arms that use them do downstream.
struct PretextSection {
  let comparison: PretextComparison
  let analysis: Analysis

  private var design: Analysis.Design { analysis.design }
  private var level: String { Significant.text(design.confidence * 100) }

  /// The pretexts that were measured.
  private var measured: [PretextComparison.Pretext] {
    comparison.pretexts.filter { !$0.own.isEmpty }
  }

  /// The section; nothing where no pretext was measured on held-out examples.
  var blocks: [Block] {
    guard !measured.isEmpty else { return [] }
    let tests = design.scopes.compactMap(\.primary)
    return [
      .heading(2, "Pretext against downstream"),
      .paragraph(
        """
        The downstream result judges a pretext, and not how well the pretext task itself is done: features \
        that solve it may be useless for anything else. Its own measure is taken on held-out images, mean \
        over seeds ± half of the \(level) % interval, beside what an answer without learning has (chance, or the \
        task's trivial answer). The skill is the share of the way from that answer to a perfect one.
        """), .table(ownTable),
    ] + tests.flatMap { [.paragraph(downstreamText($0)), .table(downstreamTable($0))] }
      + correlationText
  }

  private var ownTable: Table {
    let rows = measured.flatMap { pretext in
      pretext.own.map { own -> [RichText] in
        let count = AnalysisSections.count(own.sample.count, of: pretext.planned)
        return [
          .code(pretext.name), RichText(pretext.task), RichText(own.title), value(own),
          RichText(own.trivial.map(own.text) ?? "–"),
          RichText(own.skill.map { Points.minus(FixedDecimals.text($0, decimals: 2)) } ?? "–"),
          RichText(count),
        ]
      }
    }
    return Table(
      ["pretext", "task", "measure", "held-out", "without learning", "skill", "n"], rows, left: 3)
  }

  private func value(_ own: PretextComparison.Own) -> RichText {
    guard let mean = own.sample.mean else { return "–" }
    let interval = (try? own.sample.interval(level: design.confidence)) ?? nil
    let spread = interval.map { " ± \(own.text(($0.upper - $0.lower) / 2))" } ?? ""
    return RichText(own.text(mean) + spread)
  }

  private func downstreamText(_ test: Analysis.Design.Test) -> RichText {
    """
    What the arms that begin with them do downstream, \(what(test))on the test set \
    \(code: test.set ?? test.name) by number of \
    labels, and for comparison those that begin with random weights:
    """
  }

  /// Task and metric, where there is more than an accuracy.
  private func what(_ test: Analysis.Design.Test) -> RichText {
    guard design.scopes.count > 1 || !test.isAccuracy else { return "" }
    return "for the task \(code: test.task ?? test.name) (\(MetricText(test).values)) "
  }

  private func downstreamTable(_ test: Analysis.Design.Test) -> Table {
    let names = comparison.pretexts.map { Optional($0.name) } + [nil]
    let rows = names.flatMap { name in
      comparison.arms.filter { $0.pretext == name }.map { arm -> [RichText] in
        let first: RichText = name.map { .code($0) } ?? "none"
        return [first, .code(arm.arm), RichText(arm.use)]
          + design.labels.map { cell(arm.arm, $0, test) }
      }
    }
    let sizes = design.labels.map { RichText("\($0)") }
    return Table(["pretext", "arm", "encoder"] + sizes, rows, left: 3)
  }

  private func cell(_ arm: String, _ labels: Int, _ test: Analysis.Design.Test) -> RichText {
    guard let summary = analysis.summary(of: arm, labels: labels, test: test.name),
      let text = MetricText(test).mean(summary.sample, summary.interval)
    else { return "–" }
    return RichText(text)
  }

  private var primaryTask: RichText {
    guard design.scopes.count > 1, let task = design.tests.first?.task else { return "" }
    return " in the task \(code: task)"
  }

  /// Whether pretexts that are done better serve better; nothing for few.
  private var correlationText: [Block] {
    var uses: [String] = []
    for item in comparison.correlations where !uses.contains(item.use) { uses.append(item.use) }
    guard !uses.isEmpty else { return [] }
    let items = uses.map { use -> RichText in
      let own = comparison.correlations.filter { $0.use == use }
      let texts = own.map { item in
        let rho = item.coefficient.map {
          Points.minus(FixedDecimals.text($0, decimals: 2))
        }
        return "\(rho ?? "undefined") with \(item.labels) labels (\(item.count) pretexts)"
      }
      return "Encoder \(use): \(texts.joined(separator: ", "))."
    }
    return [
      .paragraph(
        """
        Spearman's rank correlation of skill and result downstream\(primaryTask), over the pretexts that were measured; of \
        so few it describes these pretexts and no others:
        """), .list(items),
    ]
  }
}

extension PretextComparison.Own {
  /// What people call it.
  var title: String {
    switch name {
    case "accuracy": "accuracy (%)"
    case "balanced-accuracy": "accuracy, mean over classes (%)"
    case "rmse": "RMSE"
    case "rmse-hidden": "RMSE where hidden"
    default: name
    }
  }

  /// A value as people read it.
  func text(_ value: Double) -> String {
    isHigherBetter ? Points.percent(value) : Significant.text(value, digits: 3)
  }
}
