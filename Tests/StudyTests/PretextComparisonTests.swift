import Statistics
import Testing

@testable import Study

@Suite("Pretexts against downstream")
struct PretextComparisonTests {
  private func own(
    _ name: String, _ values: [Double], trivial: [Double?]
  ) throws -> PretextComparison.Own {
    let scores = zip(values, trivial).map { value, trivial in
      [PretextMeasure(name: name, value: value, trivial: trivial)]
    }
    let pretext = try PretextComparison.Pretext(
      name: "p", task: "t", scores: scores, planned: values.count)
    return try #require(pretext.own.first)
  }

  @Test("Skill is the share of the way from the trivial answer to a perfect one")
  func skill() throws {
    // Four classes: 70 % right is 45 of the 75 points above chance.
    #expect(
      try own("accuracy", [0.6, 0.8], trivial: [0.25, 0.25]).skill.map { ($0 * 1e9).rounded() }
        == 6e8)
    // An error of .15 where the trivial one is .2: a quarter of the way to none.
    #expect(
      try own("rmse", [0.1, 0.2], trivial: [0.2, 0.2]).skill.map { ($0 * 1e9).rounded() } == 2.5e8)
    // Worse than who learned nothing.
    #expect(try own("rmse", [0.3], trivial: [0.2]).skill.map { ($0 * 1e9).rounded() } == -5e8)
  }

  @Test("Without a trivial answer, or with a perfect one, there is no skill")
  func withoutSkill() throws {
    #expect(try own("accuracy", [0.5, 0.6], trivial: [nil, nil]).skill == nil)
    #expect(try own("accuracy", [0.5, 0.6], trivial: [0.2, nil]).skill == nil)
    #expect(try own("rmse", [0.1], trivial: [0]).skill == nil)
  }

  @Test("Of several measures that of what is hidden comes first, and a repetition may lack one")
  func measures() throws {
    let both = ["rmse", "rmse-hidden"].map { PretextMeasure(name: $0, value: 1, trivial: 2) }
    let pretext = try PretextComparison.Pretext(
      name: "p", task: "t", scores: [both, [both[0]]], planned: 3)
    #expect(pretext.own.map(\.name) == ["rmse-hidden", "rmse"])
    #expect(pretext.own.map(\.sample.count) == [1, 2])
    #expect(try PretextComparison.Pretext(name: "p", task: "t", scores: [], planned: 3).own.isEmpty)
  }

  /// Pretexts of the skills, each with a frozen arm that has so many of 100 images right.
  private func comparison(_ skills: [Double?], _ correct: [Int]) throws -> PretextComparison {
    let names = skills.indices.map { "p\($0)" }
    let pretexts = try zip(names, skills).map { name, skill in
      try PretextComparison.Pretext(
        name: name, task: "t",
        scores: skill.map { [[PretextMeasure(name: "rmse", value: 1 - $0, trivial: 1)]] } ?? [],
        planned: 1)
    }
    let observations = zip(names, correct).map { name, correct in
      Analysis.Observation(arm: "arm \(name)", labels: 10, seed: 1, test: "test", correct: correct)
    }
    let design = Analysis.Design(
      baseline: "arm p0", arms: names.map { "arm \($0)" }, labels: [10],
      tests: [.init(name: "test", total: 100)], seeds: [1])
    return PretextComparison(
      pretexts, names.map { .init(arm: "arm \($0)", pretext: $0, use: "frozen") },
      try Analysis(observations, design: design))
  }

  // scipy 1.17, spearmanr: .8.
  @Test("Skill and result downstream are correlated by rank, over the pretexts that have both")
  func correlation() throws {
    let four = try comparison([0.5, 0.1, nil, 0.9, 0.3], [70, 60, 99, 75, 72])
    #expect(four.correlations.map(\.count) == [4])
    #expect(four.correlations.first?.use == "frozen")
    #expect(four.correlations.first?.coefficient.map { Significant.text($0) } == "0.8")
    #expect(try comparison([0.5, 0.1], [70, 60]).correlations.isEmpty)
    let equal = try comparison([0.5, 0.1, 0.2], [60, 60, 60]).correlations
    #expect(equal.map(\.coefficient) == [nil])
  }

  @Test(
    "How an arm uses its encoder is said in a few words",
    arguments: [
      (Arm.EncoderUse.frozen, nil, nil, nil, "frozen"),
      (.trained, nil, nil, nil, "trained"),
      (.trained, 3, nil, nil, "trained from layer 3"),
      (.frozen, nil, 2, nil, "frozen, to layer 2"),
      (.frozen, nil, 0, 5, "frozen, pixels alone, 5 neighbours"),
    ] as [(Arm.EncoderUse, Int?, Int?, Int?, String)])
  func use(encoder: Arm.EncoderUse, from: Int?, layers: Int?, neighbours: Int?, text: String) throws
  {
    var arm = try #require(try TinyStudy.study { _ in }.arms.first)
    arm.encoder = encoder
    arm.trainFrom = from
    arm.layers = layers
    arm.neighbours = neighbours
    #expect(arm.use == text)
  }
}
