/// A labelled-set size at which the mean gap changes sign, interpolated on the logarithm of it.
public struct SignChange: Equatable, Sendable {
  /// Who is ahead after the change, towards more labels.
  public enum Direction: Equatable, Sendable {
    /// The baseline is ahead with fewer labels, the arm with more.
    case armOvertakes
    /// The arm is ahead with fewer labels, the baseline with more.
    case baselineOvertakes
  }

  /// Who is ahead afterwards.
  public let direction: Direction
  /// The number of labels; where the gap is zero at several sizes in a row between the two signs,
  /// the middle of them on the logarithmic scale.
  public let labels: Double
  /// The percentile interval over resampled repetitions. A resample with several changes in this
  /// direction counts with the one nearest to `labels`; one without any counts as censored: above the
  /// largest size if who should be overtaken is ahead to the end, below the smallest otherwise.
  /// Nil where the repetitions give no interval.
  public let interval: CensoredInterval?
  /// The share of resamples with a change in this direction within the range; nil likewise.
  public let share: Double?
}

extension SignChange {
  /// A place where the gap changes sign.
  struct Crossing: Equatable {
    let direction: Direction
    let labels: Double
  }

  /// All changes of sign of a curve of gaps, from fewer labels to more. Zeros at either end are
  /// no change.
  static func crossings(of gaps: [Int], sizes: [Int]) -> [Crossing] {
    let places = gaps.indices.filter { gaps[$0] != 0 }
    return zip(places, places.dropFirst()).compactMap { left, right in
      guard gaps[left].signum() != gaps[right].signum() else { return nil }
      let labels =
        if right == left + 1 {
          LogInterpolation.size(
            from: sizes[left], to: sizes[right],
            at: Double(gaps[left]) / Double(gaps[left] - gaps[right]))
        } else {
          LogInterpolation.size(from: sizes[left + 1], to: sizes[right - 1], at: 0.5)
        }
      return Crossing(
        direction: gaps[right] > 0 ? .armOvertakes : .baselineOvertakes, labels: labels)
    }
  }

  /// Where a resampled curve has the change that an estimate found.
  ///
  /// - Returns: nil where all gaps are zero, which tells nothing.
  static func match(_ estimate: Crossing, in gaps: [Int], sizes: [Int]) -> Censored? {
    let same = crossings(of: gaps, sizes: sizes).filter { $0.direction == estimate.direction }
    func distance(_ crossing: Crossing) -> Double {
      let ratio = crossing.labels / estimate.labels
      return max(ratio, 1 / ratio)
    }
    if let nearest = same.min(by: { distance($0) < distance($1) }) {
      return .exactly(nearest.labels)
    }
    guard let last = gaps.last(where: { $0 != 0 }) else { return nil }
    let isOvertaken = (last > 0) == (estimate.direction == .armOvertakes)
    return isOvertaken ? .below(Double(sizes[0])) : .above(Double(sizes[sizes.count - 1]))
  }
}
