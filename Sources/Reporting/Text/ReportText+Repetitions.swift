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
        correct images of every run, by seed.
        """
      return [.heading(2, "Every repetition"), .paragraph(text)]
    }
    let tables = analysis.design.tests.flatMap { test -> [Block] in
      let gaps = analysis.gaps.filter { $0.test == test.name }
      let rows = study.repetitionSeeds.map { seed in
        [RichText(String(seed))] + gaps.map { RichText(difference($0, seed)) }
      }
      let header = gaps.map { gap -> RichText in "\(code: gap.arm), \(gap.labels)" }
      return [.paragraph(sections.heading(test)), .table(Table(["seed"] + header, rows))]
    }
    return [
      .heading(2, "Every repetition"),
      .paragraph(
        """
        Correct test images of the arm minus those of \(code: analysis.baseline), seed by seed: the \
        numbers that the gaps are computed from.
        """),
    ] + tables
  }

  private func difference(_ gap: Analysis.Gap, _ seed: UInt64) -> String {
    guard let index = gap.seeds.firstIndex(of: seed) else { return "–" }
    let value = gap.differences[index]
    return value > 0 ? "+\(value)" : Points.minus("\(value)")
  }
}
