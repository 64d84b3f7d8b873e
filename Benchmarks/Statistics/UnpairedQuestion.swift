import Statistics

/// All statistics of two groups that share no seeds.
struct UnpairedQuestion: Decodable {
  /// Counts of the first group.
  let first: [Int]
  /// Counts of the second group.
  let second: [Int]
  /// What the counts are of.
  let denominator: Int

  func answer() throws -> [String: [Double]] {
    let welch = try WelchTest(first, second, denominator: denominator)
    let ranks = MannWhitneyTest(first, second)
    var answer: [String: [Double]] = [:]
    answer["t"] = welch.t.map { [$0] }
    answer["df"] = welch.degreesOfFreedom.map { [$0] }
    answer["p"] = welch.p.map { [$0] }
    answer["interval"] = welch.interval?.bounds
    answer["g"] = welch.g.map { [$0] }
    answer["u"] = ranks.u.map { [$0] }
    answer["rankP"] = ranks.p.map { [$0] }
    answer["shift"] = ranks.shift.map { [$0] }
    return answer
  }
}
