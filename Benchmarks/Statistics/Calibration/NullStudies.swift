import Datasets
import Foundation
import Statistics
import Study

/// What the analysis reports of many studies of two equal arms.
struct NullStudies {
  static let columns = [
    "t", "any size, Holm", "sign-flip", "Wilcoxon", "BCa", "verdict", "two-way",
    "a seed's McNemar", "labels ≠ L", "sign change",
  ]

  let effort: Effort
  let folder: URL

  /// The table.
  func table() async throws -> CalibrationTable {
    let dataset = try NullStudy.dataset(in: folder.appendingPathComponent("first"))
    let studies = effort.times(1500)
    var table = CalibrationTable(
      title: "Null studies through the whole pipeline",
      note: "\(studies) studies of two equal arms at \(NullStudy.sizes.count) labelled-set sizes, "
        + "from protocol, plan and sweep to records and analysis; the trainings alone are replaced, by "
        + "predictions for \(NullStudy.testImages) images from one distribution with a stream an arm. "
        + "How often, in percent, what the analysis reports says that the arms differ: "
        + "p < 0.05, an interval without the gap 0 (BCa, two-way), a verdict of significance either "
        + "way, and p < 0.05 in McNemar's tests of single seeds. The last two: the interval of the labels "
        + "that the baseline needs leaves out L, at the middle size; the mean gap has a change of sign.",
      header: ["n"] + Self.columns)
    for n in [5, 10] {
      let tallies = try await tallies(studies, n, dataset)
      table.rows.append(["\(n)"] + tallies.map(\.text))
    }
    return table
  }

  /// The studies are made in turn on every core.
  private func tallies(_ studies: Int, _ n: Int, _ dataset: Dataset) async throws -> [Tally] {
    let none = [Tally](repeating: Tally(), count: Self.columns.count)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return try await withThrowingTaskGroup(of: [Tally].self) { group in
      for core in 0..<cores {
        group.addTask {
          var tallies = none
          for number in stride(from: core, to: studies, by: cores) {
            let study = NullStudy(
              folder: folder.appendingPathComponent("study-\(core)"), repetitions: n,
              number: number)
            let (analysis, images) = try await study.results(dataset)
            for (column, answers) in answers(analysis, images).enumerated() {
              for answer in answers { tallies[column].add(answer) }
            }
          }
          return tallies
        }
      }
      return try await group.reduce(none) { sum, part in zip(sum, part).map { $0 + $1 } }
    }
  }

  /// Column by column: one answer a size, a seed or a study.
  private func answers(_ analysis: Analysis, _ images: ImageAnalysis) -> [[Bool?]] {
    let gaps = analysis.gaps
    let middle = analysis.efficiencies.map { $0.efficiency.points[NullStudy.sizes.count / 2] }
    return [
      gaps.map { $0.comparison.test?.p.rejects ?? false },
      [gaps.contains { $0.adjustedP.rejects }],
      gaps.map { $0.statistics.signFlip.p.rejects },
      gaps.map { $0.statistics.wilcoxon.p.rejects },
      gaps.map { $0.statistics.bcaInterval.map { !$0.contains(0) } },
      gaps.map { $0.statistics.verdict.map { $0 != .notSignificant } },
      images.disagreements.map { $0.variance.interval.map { !$0.contains(0) } },
      images.disagreements.flatMap(\.repetitions).map { $0.test.p < 0.05 },
      middle.map { point in point.interval.map { !$0.contains(Double(point.labels)) } },
      analysis.efficiencies.map { !$0.efficiency.signChanges.isEmpty },
    ]
  }
}

extension Double {
  /// Whether this p-value is below 5 %.
  var rejects: Bool { self < 0.05 }
}
