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

  var design: Analysis.Design { analysis.design }

  /// The level of intervals in percent.
  var level: String { Significant.text(design.confidence * 100) }

  /// How many images a test set has, and whether it is the primary one.
  func heading(_ test: Analysis.Design.Test) -> RichText {
    let isPrimary = design.tests.count > 1 && test.name == design.tests.first?.name
    let images = countsImages ? ": \(test.total) images" : ""
    return "Test set \(code: test.name)\(images)\(isPrimary ? " (primary)" : "")."
  }

  /// A table of the gaps of every test set, each under its heading; rows begin with arm and size.
  func perTest(_ header: [String], _ cells: (Analysis.Gap) -> [String]) -> [Block] {
    let keys: [RichText] = hasLabels ? ["arm", "labels"] : ["arm"]
    return design.tests.flatMap { test -> [Block] in
      let rows = analysis.gaps.filter { $0.test == test.name }.map { gap in
        [.code(gap.arm)] + (hasLabels ? ["\(gap.labels)"] : []) + cells(gap).map { RichText($0) }
      }
      return [
        .paragraph(heading(test)), .table(Table(keys + header.map { RichText($0) }, rows)),
      ]
    }
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

  static func interval(_ interval: ConfidenceInterval?) -> String {
    interval.map(Points.interval) ?? "–"
  }
}
