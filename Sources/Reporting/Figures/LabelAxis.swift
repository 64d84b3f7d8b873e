import Foundation
import Statistics

/// A logarithmic axis of labelled-set sizes, on which arms of a size stand beside one another.
struct LabelAxis: Sendable {
  let labels: [Int]

  /// The axis of some sizes.
  ///
  /// - Parameter labels: ascending, at least one.
  init(_ labels: [Int]) {
    self.labels = labels
  }

  private var logarithms: [Double] { labels.map { log10(Double($0)) } }

  /// Decades from the first size to the last.
  private var extent: Double { (logarithms.last ?? 0) - (logarithms.first ?? 0) }

  /// Decades that the arms of a size take together: half the way to the next size at most.
  private var width: Double {
    let gaps = zip(logarithms.dropFirst(), logarithms).map { $0 - $1 }
    return min(0.5 * (gaps.min() ?? 1), 0.12 * max(extent, 0.5))
  }

  /// Where an arm's values of a size stand.
  ///
  /// - Parameters:
  ///   - labels: the size.
  ///   - slot: the arm's place, in arms to the right of the middle.
  ///   - count: how many arms there are.
  /// - Returns: a place on the axis, in labelled images.
  func place(_ labels: Int, slot: Double, of count: Int) -> Double {
    Double(labels) * pow(10, slot * width / Double(max(count, 1)))
  }

  /// The range, and a mark for every size that has room for its name.
  ///
  /// - Parameters:
  ///   - axis: `x` or `y`.
  ///   - values: what else must be within the range; positive.
  /// - Returns: gnuplot's commands.
  func commands(_ axis: String, including values: [Double] = []) -> String {
    let margin = pow(10, max(0.06 * extent, 0.7 * width))
    let all = labels.map(Double.init) + values
    let range = [(all.min() ?? 1) / margin, (all.max() ?? 1) * margin]
      .map { Significant.text($0) }
    var marks: [Int] = []
    for size in labels {
      let isNear = marks.last.map { log10(Double(size) / Double($0)) < 0.08 * extent } ?? false
      if !isNear { marks.append(size) }
    }
    let names = marks.map { (name: "\($0)", at: Double($0)) }
    return "set logscale \(axis); set \(axis)range [\(range[0]):\(range[1])]; "
      + "set m\(axis)tics default; set \(axis)tics \(PlotScript.tics(names))"
  }
}
