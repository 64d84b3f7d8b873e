import Statistics
import Study

extension ReportText {
  /// More repetitions than these are left to the CSV files.
  private static let mostRepetitions = 30

  /// Every single difference.
  var repetitionSection: [Block] {
    guard study.repetitions <= Self.mostRepetitions else {
      let text: RichText = """
        More than \(Self.mostRepetitions) repetitions are not listed here: \(code: "runs.csv") has the \
        \(sections.isAccuracy ? "correct images" : "values") of every run, by seed.
        """
      return [.heading(2, "Every repetition"), .paragraph(text)]
    }
    let tables = sections.tests.flatMap { test -> [Block] in
      let gaps = analysis.gaps.filter { $0.test == test.name }
      let rows = study.repetitionSeeds.map { seed in
        [RichText(String(seed))] + gaps.map { RichText(difference($0, seed, test)) }
      }
      let header = gaps.map { gap -> RichText in "\(code: gap.arm), \(gap.labels)" }
      return [.paragraph(sections.heading(test)), .table(Table(["seed"] + header, rows))]
    }
    return [
      .heading(2, "Every repetition"),
      .paragraph(
        """
        \(subject) of the arm minus those of \(code: analysis.baseline), seed by seed: the \
        numbers that the gaps are computed from\(sections.isAccuracy ? "" : ", rounded").
        """),
    ] + tables
  }

  /// What is subtracted.
  private var subject: String {
    let metrics = sections.metrics
    guard !sections.isAccuracy else { return "Correct test images" }
    return "Values (\(metrics.listed { $0.isAccuracy ? "correct test images" : $0.gaps }))"
  }

  private func difference(
    _ gap: Analysis.Gap, _ seed: UInt64, _ test: Analysis.Design.Test
  ) -> String {
    guard let index = gap.seeds.firstIndex(of: seed) else { return "–" }
    let value = gap.differences[index]
    guard test.isAccuracy else {
      return MetricText(test).signed(Double(value) / Double(gap.total))
    }
    return value > 0 ? "+\(value)" : Points.minus("\(value)")
  }
}
