import Downstream
import Foundation
import Testing

@testable import Study

@Suite("Results of others by several metrics")
struct MetricResultsTests {
  private func read(_ text: String) throws -> ImportedResults {
    try ImportedResultsTests.read(text)
  }

  @Test("Rows that say what they measure are read by their values, accuracies by their counts")
  func mixed() throws {
    let results = try read(
      """
      arm,seed,test,correct,total,accuracy,task,metric,value
      a,1,all,9,10,0.900000,digits,accuracy,0.900000
      a,1,turn r2,,,,turn,r2,-1.250000
      a,1,turn rmse,,,,turn,rmse,12.0000005
      """)
    #expect(results.accuracies == .counts)
    #expect(results.observations.map(\.correct) == [9, -1_250_000, 12_000_000])
    #expect(results.tests.map(\.total) == [10, 1_000_000, 1_000_000])
    #expect(results.tests.map(\.metric) == [.accuracy, .rSquared, .rootMeanSquaredError])
    #expect(results.tests.map(\.task) == ["digits", "turn", "turn"])
  }

  @Test("A long table has its accuracies among the values")
  func long() throws {
    let results = try read("arm,seed,test,metric,value\na,1,x,accuracy,0.75\na,1,y,MIOU,0.5\n")
    #expect(results.observations.map(\.correct) == [75, 500_000])
    #expect(results.accuracies == .decimals(.fraction, rounded: 0))
  }

  @Test("A column called metric alone is the accuracy, as ever")
  func alone() throws {
    #expect(try read("arm,seed,metric\na,1,0.75\n").tests.map(\.metric) == [.accuracy])
    #expect(try read("arm,seed,value\na,1,0.75\n").observations.map(\.correct) == [75])
  }

  static let wrong: [(row: String, message: String)] = [
    (
      "a,1,x,f1,0.5",
      "t.csv:2: metric: \"f1\" is none of the metrics; they are accuracy, r2, rmse, miou, ap50"
    ),
    (
      "a,1,x,r2,nan",
      "t.csv:2: value: \"nan\" is not a finite number; leave the row out, as a run that did not "
        + "finish"
    ),
    ("a,1,x,r2,--5", "t.csv:2: value: \"--5\" is not a number, such as -0.25"),
    ("a,1,x,rmse,2e6", "t.csv:2: value: \"2e6\" is beyond ± a million; write it in another unit"),
    ("a,1,x,r2,", "t.csv:2: value: is empty; every result needs its value"),
    (
      "a,1,x,r2,0.5\na,2,x,rmse,0.5",
      "t.csv:3: metric: \"x\" is \"r2\" in line 2, and here \"rmse\"; give each a name of its own in a "
        + "test column"
    ),
  ]

  @Test("What is wrong is named with its line, rule and remedy", arguments: wrong)
  func errors(row: String, message: String) {
    let error = #expect(throws: ResultsError.self) {
      try read("arm,seed,test,metric,value\n\(row)\n")
    }
    #expect(error?.description == message)
  }

  private func set(_ name: String, _ metric: Metric, _ values: [Double]) throws -> ResultSet {
    let rows = values.enumerated().map { "a,\($0),x,\(metric.rawValue),\($1)\n" }.joined()
    let results = try read("arm,seed,test,metric,value\n" + rows)
    return ResultSet(results, design: try results.design(), name: name)
  }

  private func comparison(_ metric: Metric, _ other: Metric? = nil) throws -> Comparison {
    let sets = [
      try set("old", metric, [0.2, 0.3, 0.25, 0.28]),
      try set("new", other ?? metric, [0.5, 0.61, 0.54, 0.57]),
    ]
    return try Comparison(sets, pairs: Comparison.sameNamed(sets))
  }

  @Test("More is worse of errors, and better else")
  func check() throws {
    let check = ComparisonCheck(least: nil, failsIfWorse: true)
    #expect(try check.failures(of: comparison(.rSquared)).isEmpty)
    #expect(try check.failures(of: comparison(.meanIntersectionOverUnion)).isEmpty)
    let failures = try check.failures(of: comparison(.rootMeanSquaredError))
    #expect(failures == ["a, 1 labels, test set x: new is significantly worse: 0.2975"])
  }

  @Test("A limit in points holds shares alone, and other metrics fail it")
  func limit() throws {
    let check = ComparisonCheck(least: 0, failsIfWorse: false)
    #expect(try check.failures(of: comparison(.averagePrecision)).isEmpty)
    #expect(
      try check.failures(of: comparison(.rSquared)) == [
        "a, 1 labels, test set x: new: the limit is in points, and R² has none; leave the limit out"
      ])
  }

  @Test("Different metrics of one name are not compared")
  func contradiction() throws {
    let comparison = try comparison(.rSquared, .meanIntersectionOverUnion)
    #expect(comparison.rows.isEmpty)
    #expect(
      comparison.unmatched.map(\.reason) == ["the first measures R², the second mean IoU"])
  }
}
