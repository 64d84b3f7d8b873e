import Statistics
import Study

/// The sections of a report that need nothing but an analysis: the same for a study and for results that
/// were made elsewhere.
struct AnalysisSections {
  let analysis: Analysis
  /// Whether results have labelled-set sizes; without, there is one, which is not named.
  var hasLabels = true
  /// Whether counts are of images, and not of units of a decimal fraction.
  var countsImages = true
  /// The task that they are about; nil for all that was measured, as if of one task.
  var scope: TaskScope?

  /// The tests that they are about, the primary one first.
  var tests: [Analysis.Design.Test] { scope?.tests ?? design.tests }

  /// What is measured, one text a metric.
  var metrics: [MetricText] { tests.map(MetricText.init).distinct }

  /// Whether nothing but accuracies is measured.
  var isAccuracy: Bool { tests.allSatisfy(\.isAccuracy) }

  /// Whether less is better by some metric.
  var hasErrors: Bool { !tests.allSatisfy(\.isHigherBetter) }

  var design: Analysis.Design { analysis.design }

  /// The level of intervals in percent.
  var level: String { Significant.text(design.confidence * 100) }

  /// How many images a test set has, and whether it is the primary one.
  func heading(_ test: Analysis.Design.Test) -> RichText {
    let isPrimary = tests.count > 1 && test.name == tests.first?.name
    let isCount = test.isAccuracy && countsImages
    let images = (test.images ?? (isCount ? test.total : nil)).map { ": \($0) images" } ?? ""
    let metric = isAccuracy ? "" : "\(images.isEmpty ? ":" : ",") \(MetricText(test).name)"
    return """
      Test set \(code: test.set ?? test.name)\(images)\(metric)\(isPrimary ? " (primary)" : "").
      """
  }

  /// A table of the gaps of every test, each under its heading; rows begin with arm and size.
  func perTest(
    _ header: (Analysis.Design.Test) -> [String],
    _ cells: (Analysis.Gap, Analysis.Design.Test) -> [String]
  ) -> [Block] {
    let keys: [RichText] = hasLabels ? ["arm", "labels"] : ["arm"]
    return tests.flatMap { test -> [Block] in
      let rows = analysis.gaps.filter { $0.test == test.name }.map { gap in
        [.code(gap.arm)] + (hasLabels ? ["\(gap.labels)"] : [])
          + cells(gap, test).map { RichText($0) }
      }
      return [
        .paragraph(heading(test)), .table(Table(keys + header(test).map { RichText($0) }, rows)),
      ]
    }
  }

  /// The same with one header.
  func perTest(
    _ header: [String], _ cells: (Analysis.Gap, Analysis.Design.Test) -> [String]
  ) -> [Block] {
    perTest({ _ in header }, cells)
  }

  /// Complete pairs, and how many there would be: `7 of 10`.
  static func count(_ count: Int, of planned: Int) -> String {
    count == planned ? "\(count)" : "\(count) of \(planned)"
  }

  /// The name of a degenerate case.
  static func reason(_ degeneracy: PairedComparison.Degeneracy?) -> String {
    switch degeneracy {
    case .tooFew(let count): "\(count) complete \(count == 1 ? "pair" : "pairs")"
    case .allDifferencesZero: "all differences are zero"
    case .noVariation: "every repetition shows the same difference"
    case nil: "undefined"
    }
  }

  static func interval(_ interval: ConfidenceInterval?, _ metric: MetricText) -> String {
    interval.map(metric.interval) ?? "–"
  }
}

extension AnalysisSections {
  /// What is measured: `Accuracy`, or `R² and RMSE`.
  var title: RichText {
    let names = metrics.map(\.name).joined(separator: " and ")
    return RichText(names.prefix(1).uppercased() + names.dropFirst())
  }

  /// What stands in the cells of tables of values.
  var averaging: String {
    let units = isAccuracy ? " in percent" : " (\(metrics.listed(\.values)))"
    return "Mean over repetitions\(units), ± half of the \(level) % interval (Student's t)"
  }
}
