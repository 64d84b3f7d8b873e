/// Which arm is compared with which, as options say.
public enum ComparisonPairs {
  /// The pairs of arms.
  ///
  /// - Parameters:
  ///   - results: the results, the first of which the others are compared with.
  ///   - arm: the one arm to compare, or nil.
  ///   - arms: of one result, the arms that are compared with the first of them; of several, one
  ///     each; nil compares arms of the same name.
  /// - Returns: at least one pair.
  /// - Throws: `ResultsError` for arms that are not there, or a number that does not fit.
  public static func of(
    _ results: [ResultSet], arm: String?, arms: [String]?
  ) throws(ResultsError) -> [(first: Comparison.Side, second: Comparison.Side)] {
    if let arms { return try chosen(results, arms) }
    guard results.count > 1 else {
      throw .option(
        "arms",
        reason: "one result is given; name another, or the arms to compare, such as --arms "
          + results[0].design.arms.prefix(2).joined(separator: ","))
    }
    if let arm {
      for set in results { try check(arm, in: set, option: "arm") }
    }
    return Comparison.sameNamed(results, arms: arm.map { [$0] })
  }

  private static func chosen(
    _ results: [ResultSet], _ arms: [String]
  ) throws(ResultsError) -> [(first: Comparison.Side, second: Comparison.Side)] {
    let isWithin = results.count == 1
    let needed = isWithin ? max(2, arms.count) : results.count
    guard arms.count == needed else {
      let rule =
        isWithin ? "at least two arms of one result" : "as many arms as results, \(needed)"
      throw .option("arms", reason: "\(Wording.count(arms.count, "name")) given; name \(rule)")
    }
    let sides = arms.enumerated().map { index, arm in
      Comparison.Side(results: isWithin ? 0 : index, arm: arm)
    }
    for side in sides { try check(side.arm, in: results[side.results], option: "arms") }
    if isWithin, let twice = arms.indices.first(where: { arms[..<$0].contains(arms[$0]) }) {
      throw .option("arms", reason: "\"\(arms[twice])\" is named twice; name different arms")
    }
    return sides.dropFirst().map { (sides[0], $0) }
  }

  private static func check(
    _ arm: String, in set: ResultSet, option: String
  ) throws(ResultsError) {
    guard !set.design.arms.contains(arm) else { return }
    let remedy = Wording.didYouMean(arm, set.design.arms, listed: "the arms are")
    throw .option(option, reason: "no arm \"\(arm)\" in \(set.name); \(remedy)")
  }
}
