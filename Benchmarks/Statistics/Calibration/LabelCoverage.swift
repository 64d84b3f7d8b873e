import Foundation
import Random
import Statistics

/// How often intervals of label efficiency contain the truth, on curves for which it is known.
struct LabelCoverage {
  static let sizes = [100, 1000, 10_000, 100_000]
  /// Mean correct counts of the baseline: linear in the logarithm of the labels.
  static let baseline = [5000.0, 5500, 6000, 6500]
  /// The mean gaps of the arm: it is overtaken halfway between 1,000 and 10,000 labels.
  static let gaps = [250.0, 100, -100, -250]
  static let resamples = 500

  let effort: Effort

  /// The table.
  func table() async throws -> CalibrationTable {
    var table = CalibrationTable(
      title: "Coverage of label efficiency",
      note:
        "The labels that a baseline needs which rises by 500 of 10,000 images with every tenfold "
        + "of labels, for the accuracy of an arm 250, 100, −100 and −250 images ahead of it; runs have "
        + "SD 100, and as much again in common with the other arm of their seed. Percent; nominal "
        + "95; \(Self.resamples) resamples. The last column is how often there is the one change of "
        + "sign that there is in truth; its coverage is of those.",
      header: ["n", "labels for L = 100", "labels for L = 1000", "change of sign", "found"])
    for n in Effort.repetitions {
      let tallies = try await Replications.tallies(effort.times(6000), columns: 4) { index in
        var stream = RandomStream(seed: Effort.seed, purpose: "labels/\(n)", index: index)
        let pairs = (0..<n).map { _ in Self.repetition(&stream) }
        let efficiency = try LabelEfficiency(
          sizes: Self.sizes, arm: pairs.map(\.arm), baseline: pairs.map(\.baseline),
          resamples: Self.resamples, seed: index)
        let changes = efficiency.signChanges
        return [
          efficiency.points[0].interval?.contains(100 * 10.0.squareRoot()),
          efficiency.points[1].interval?.contains(1000 * pow(10, 0.2)),
          changes.count == 1
            ? changes[0].interval?.contains(1000 * 10.0.squareRoot()) : nil,
          changes.count == 1,
        ]
      }
      table.rows.append(["\(n)"] + tallies.map(\.text))
    }
    return table
  }

  /// Counts of both arms at every size.
  private static func repetition(_ stream: inout RandomStream) -> (arm: [Int], baseline: [Int]) {
    var (arm, baseline): ([Int], [Int]) = ([], [])
    for (mean, gap) in zip(Self.baseline, gaps) {
      let common = mean + 100 * stream.gaussian()
      arm.append(Int((common + gap + 100 * stream.gaussian()).rounded()))
      baseline.append(Int((common + 100 * stream.gaussian()).rounded()))
    }
    return (arm, baseline)
  }
}

extension CensoredInterval {
  /// Whether a number of labels lies between the bounds.
  func contains(_ labels: Double) -> Bool {
    lower <= .exactly(labels) && .exactly(labels) <= upper
  }
}
