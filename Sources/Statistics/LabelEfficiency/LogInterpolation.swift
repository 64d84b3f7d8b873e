/// Between two labelled-set sizes, linear in the logarithm of their number.
enum LogInterpolation {
  /// The size at a fraction of the way from one to another on a logarithmic scale.
  static func size(from lower: Int, to upper: Int, at fraction: Double) -> Double {
    if fraction <= 0 { return Double(lower) }
    if fraction >= 1 { return Double(upper) }
    return Double(lower)
      * GSL.exponential(fraction * GSL.logarithm(Double(upper) / Double(lower)))
  }

  /// The fewest labels at which a curve reaches a value: the first crossing.
  ///
  /// A curve that falls somewhere is read from the left, so that what it reaches once counts as
  /// reached.
  ///
  /// - Parameters:
  ///   - target: the value to reach, a sum of counts over the repetitions.
  ///   - curve: the same sums at each size.
  ///   - sizes: ascending; there must be one.
  /// - Returns: `.below` the smallest size where the curve starts above the target, `.above` the
  ///   largest where it never reaches it.
  static func firstCrossing(of target: Int, by curve: [Int], sizes: [Int]) -> Censored {
    guard let place = curve.firstIndex(where: { $0 >= target }) else {
      return .above(Double(sizes[sizes.count - 1]))
    }
    guard curve[place] > target else { return .exactly(Double(sizes[place])) }
    guard place > 0 else { return .below(Double(sizes[0])) }
    let rise = Double(curve[place] - curve[place - 1])
    let fraction = Double(target - curve[place - 1]) / rise
    return .exactly(size(from: sizes[place - 1], to: sizes[place], at: fraction))
  }
}
