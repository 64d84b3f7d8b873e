import Downstream
import Statistics
import Testing

@testable import Study

@Suite("The analysis of metrics of either direction")
struct TaskAnalysisTests {
  /// One test of a metric in millionths, with the values of two arms at two sizes, by seed.
  private func analysis(
    _ metric: Metric, _ values: [String: [[Double]]], margin: Double? = nil
  ) throws -> Analysis {
    let observations = values.keys.sorted().flatMap { arm in
      (values[arm] ?? []).enumerated().flatMap { size, row in
        row.enumerated().map { seed, value in
          Analysis.Observation(
            arm: arm, labels: [10, 40][size], seed: UInt64(seed), test: "it",
            correct: Int((value * 1_000_000).rounded()))
        }
      }
    }
    var design = Analysis.Design(
      baseline: "a", arms: ["a", "b"], labels: [10, 40],
      tests: [Analysis.Design.Test(name: "it", total: 1_000_000, metric: metric, unit: "°")],
      seeds: [0, 1, 2], margin: margin)
    design.resamples = 200
    return try Analysis(observations, design: design)
  }

  private static let errors = [
    "a": [[9, 10, 11], [5.0, 6, 7]], "b": [[7, 8.5, 8.5], [5.5, 7, 7]],
  ]

  // By hand: the gaps are −2, −1.5, −2.5 with 10 and +.5, 1, 0 with 40 labels.
  @Test("A gap is the arm minus the baseline, whichever is better; who is ahead heeds that")
  func direction() throws {
    let gap = try #require(
      try analysis(.rootMeanSquaredError, Self.errors).gap(of: "b", labels: 10, test: "it"))
    #expect(gap.comparison.meanGap == -2)
    #expect((gap.comparison.interval?.upper ?? 0) < 0)
    #expect(gap.statistics.superiority.probability == 1 && !gap.statistics.isBehind)
    let more = try #require(
      try analysis(.rSquared, Self.errors).gap(of: "b", labels: 10, test: "it"))
    #expect(more.comparison.meanGap == -2)
    #expect(more.statistics.superiority.probability == 0 && more.statistics.isBehind)
    let later = try #require(
      try analysis(.rootMeanSquaredError, Self.errors).gap(of: "b", labels: 40, test: "it"))
    #expect(later.statistics.superiority.probability == 0.5 / 3)
  }

  // By hand: b has a mean error of 8 with 10 labels; a has 10 with 10 and 6 with 40, so 8 half the way
  // between their logarithms: 20 labels. With 40 b has 6.5, at 7/8 of the way: 10 · 4^(7/8) = 33.6. The gap
  // changes sign at 2/2.5 of the way: 10 · 4^.8 = 30.3.
  @Test("The labels of an arm that errs less are worth more")
  func efficiency() throws {
    let item = try #require(try analysis(.rootMeanSquaredError, Self.errors).efficiencies.first)
    func isClose(_ value: Censored, _ wanted: Double) -> Bool {
      if case .exactly(let value) = value { abs(value - wanted) < 0.05 } else { false }
    }
    #expect(isClose(item.efficiency.points[0].needed, 20))
    #expect(isClose(item.efficiency.points[1].needed, 33.6))
    #expect(item.efficiency.isMonotone)
    let change = try #require(item.efficiency.signChanges.first)
    #expect(change.direction == .baselineOvertakes && abs(change.labels - 30.3) < 0.05)
  }

  @Test("Values and differences may be below 0 and above the total, but of accuracies")
  func bounds() throws {
    let values = [
      "a": [[-3.5, -2, 0.1], [0.2, 0.4, 0.3]], "b": [[2.5, 1.75, 3], [1, 0.9, 0.8]],
    ]
    let analysis = try analysis(.rSquared, values)
    #expect(analysis.summary(of: "a", labels: 10, test: "it")?.sample.values == [-3.5, -2, 0.1])
    let differences = analysis.gap(of: "b", labels: 10, test: "it")?.differences
    #expect(differences == [6_000_000, 3_750_000, 2_900_000])
    #expect(throws: StatisticsError.self) { try self.analysis(.accuracy, values) }
  }

  @Test("A margin is one of accuracies")
  func margin() throws {
    let values = [
      "a": [[0.5, 0.6, 0.4], [0.5, 0.6, 0.4]], "b": [[0.5, 0.61, 0.4], [0.51, 0.6, 0.42]],
    ]
    for metric in Metric.allCases {
      let gap = try analysis(metric, values, margin: 0.05).gap(of: "b", labels: 10, test: "it")
      #expect((gap?.statistics.equivalence != nil) == (metric == .accuracy))
    }
  }

  @Test("Whoever errs least is best; an arm that errs significantly more is worse")
  func ranking() throws {
    let counts: [(String, [Int])] = [
      ("most", [9_000, 9_300, 9_100]), ("least", [4_000, 4_100, 4_300]),
      ("close", [4_050, 4_000, 4_400]),
    ]
    let observations = counts.flatMap { arm, values in
      values.enumerated().map {
        Analysis.Observation(arm: arm, labels: 1, seed: UInt64($0), test: "it", correct: $1)
      }
    }
    let design = Analysis.Design(
      baseline: "most", arms: counts.map(\.0), labels: [1],
      tests: [.init(name: "it", total: 1000, metric: .rootMeanSquaredError)], seeds: [0, 1, 2])
    let ranking = try #require(try Ranking.rankings(of: observations, design).first)
    #expect(ranking.places.map(\.arm) == ["least", "close", "most"])
    #expect(ranking.places.map(\.standing) == [.best, .notWorse, .worse])
  }

  @Test("Arms that cannot do a task have no row of it, and no place in its family")
  func arms() throws {
    var test = Analysis.Design.Test(name: "it", total: 100)
    test.arms = ["a", "c"]
    let design = Analysis.Design(
      baseline: "a", arms: ["a", "b", "c"], labels: [10], tests: [test], seeds: [0, 1, 2])
    let observations = ["a", "b", "c"].enumerated().flatMap { index, arm in
      (0..<3).map {
        Analysis.Observation(
          arm: arm, labels: 10, seed: UInt64($0), test: "it", correct: 50 + index * (5 + $0))
      }
    }
    let analysis = try Analysis(observations, design: design)
    #expect(analysis.summaries.map(\.arm) == ["a", "c"] && analysis.gaps.map(\.arm) == ["c"])
    #expect(analysis.gaps[0].adjustedP == analysis.gaps[0].comparison.test?.p)
    #expect(analysis.efficiencies.map(\.arm) == ["c"])
  }
}

@Suite("The measures of a study")
struct StudyMeasureTests {
  private static let regression = TaskSpecification(.regression(RegressionTask(.rotation)))

  private func study(_ tasks: [TaskSpecification], tests: [String]) throws -> Study {
    try TinyStudy.study { study in
      study.tasks = tasks
      study.tests = tests.enumerated().map {
        TestSet(name: $1, images: ImageRange(10 * $0, 10 * $0 + 10))
      }
    }
  }

  @Test("A classification's have the test sets' names, others task and metric")
  func names() throws {
    let one = try study([TaskSpecification(.classification), Self.regression], tests: ["all"])
    #expect(one.measures.map(\.name) == ["all", "regression r2", "regression rmse"])
    #expect(one.measures.map(\.total) == [10, 1_000_000, 1_000_000])
    #expect(one.measures.map(\.unit) == ["", "", "°"])
    let two = try study(
      [Self.regression, TaskSpecification(name: "digits", .classification)],
      tests: ["all", "half"])
    #expect(
      two.measures.map(\.name) == [
        "regression r2, all", "regression rmse, all", "regression r2, half",
        "regression rmse, half", "all", "half",
      ])
  }

  @Test("A second classification is told from the first")
  func twice() throws {
    let study = try study(
      [TaskSpecification(.classification), TaskSpecification(name: "again", .classification)],
      tests: ["all"])
    #expect(study.measures.map(\.name) == ["all", "again accuracy"])
  }

  @Test("Tests of a design know their task, test set, images and the arms that can do it")
  func design() throws {
    var study = try study([TaskSpecification(.classification), Self.regression], tests: ["all"])
    study.arms[1].neighbours = 3
    let tests = study.design.tests
    #expect(tests.map(\.task) == ["classification", "regression", "regression"])
    #expect(tests.map(\.set) == ["all", "all", "all"] && tests.map(\.images) == [10, 10, 10])
    #expect(tests[0].arms == nil)
    #expect(tests[1].arms == study.arms.map(\.name).filter { $0 != study.arms[1].name })
    #expect(tests.map(study.design.isByFirstMetric) == [true, true, false])
  }

  @Test(
    "Values are counted in millionths, to a bound; what is no number is not",
    arguments: [
      (0.5, 500_000), (-0.0000015, -2), (26.5, 26_500_000), (-1e30, -1_000_000_000_000),
      (.infinity, nil), (.nan, nil),
    ] as [(Double, Int?)])
  func units(value: Double, units: Int?) {
    #expect(StudyMeasure.units(of: value) == units)
  }
}
