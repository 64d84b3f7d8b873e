import Foundation
import Testing

@testable import Study

@Suite("Results of others")
struct ImportedResultsTests {
  static func read(
    _ text: String, _ named: [ResultColumns.Role: String] = [:], scale: AccuracyScale? = nil
  ) throws -> ImportedResults {
    try ImportedResults(
      try CSVReader.read(Data(text.utf8), path: "t.csv"), path: "t.csv",
      columns: ResultColumns(named: named), scale: scale)
  }

  static func message(
    _ text: String, _ named: [ResultColumns.Role: String] = [:], scale: AccuracyScale? = nil
  ) -> String? {
    #expect(throws: ResultsError.self) { try read(text, named, scale: scale) }?.description
  }

  @Test("Columns are found by names in use, whatever their case and separators")
  func guesses() throws {
    let results = try Self.read("Method,N_Labels,Random Seed,test-acc\nx,100,7,0.5\n")
    #expect(results.columns.map(\.name) == ["Method", "N_Labels", "Random Seed", "test-acc"])
    #expect(results.columns.map(\.role) == [.arm, .labels, .seed, .accuracy])
    #expect(results.observations.first?.correct == 5)
    #expect(results.tests.first?.total == 10)
  }

  @Test("A report's own runs.csv is read by its counts and its seeds")
  func own() throws {
    let text = """
      study,dataset,arm,labels,repetition,seed,test,correct,total,accuracy,epochs,record
      s,d,supervised,100,1,3572778391,all,9,10,0.900000,3,abc
      """
    let results = try Self.read(text)
    #expect(results.accuracies == .counts)
    #expect(
      results.observations == [
        Analysis.Observation(
          arm: "supervised", labels: 100, seed: 3_572_778_391, test: "all", correct: 9)
      ])
  }

  @Test("Named columns go before names in use")
  func named() throws {
    let text = "arm,kind,seed,acc,f1\na,b,1,0.5,0.25\n"
    let results = try Self.read(text, [.arm: "kind", .accuracy: "f1"])
    #expect(results.arms == ["b"])
    #expect(results.observations.first?.correct == 25)
  }

  /// Accuracies as they are written, and the counts and totals that they become.
  static let scales: [(values: [String], scale: AccuracyScale?, counts: [Int], total: Int)] = [
    (["0.8633", "0.75"], nil, [8633, 7500], 10_000),
    (["86.33", "75"], nil, [8633, 7500], 10_000),
    (["86.33%", "75 %"], nil, [8633, 7500], 10_000),
    (["0.5%", "75"], nil, [5, 750], 1000),
    (["0.5", "0.75"], .percent, [50, 75], 10_000),
    (["1", "0"], nil, [10, 0], 10),
    (["100", "0"], nil, [10, 0], 10),
  ]

  @Test(
    "Fractions and percentages alike become whole numbers over a power of ten", arguments: scales)
  func scale(values: [String], scale: AccuracyScale?, counts: [Int], total: Int) throws {
    let rows = values.enumerated().map { "a,\($0),\($1)\n" }.joined()
    let results = try Self.read("arm,seed,acc\n" + rows, scale: scale)
    #expect(results.observations.map(\.correct) == counts)
    #expect(results.tests.map(\.total) == [total])
  }

  /// Files that are wrong, and all that is said of them.
  static let wrong: [(text: String, message: String)] = [
    (
      "a,b\n1,2\n",
      """
      t.csv:1: no column tells the arm; name it with --arm-column (there are "a", "b")
      t.csv:1: no column tells the seed; name it with --seed-column (there are "a", "b")
      t.csv:1: no column tells the accuracy; name it with --accuracy-column, or both \
      --correct-column and --total-column (there are "a", "b")
      """
    ),
    (
      "arm,seed,acc,Acc\n",
      "t.csv:1: both \"acc\" and \"Acc\" could be the accuracy column; choose one with "
        + "--accuracy-column"
    ),
    ("arm,seed,acc\n", "t.csv: has a header and no results; add a row a result"),
    (
      "arm,seed,acc\na,1,0.5\na,1,0.6\n",
      "t.csv:3: seed: is the result of line 2 again: arm \"a\", seed 1; give every repetition a "
        + "seed of its own, or name the column that tells them apart"
    ),
    (
      "arm,seed,acc\n,1,0.5\na,,0.5\na,3,\n",
      """
      t.csv:2: arm: is empty; every result needs its arm
      t.csv:3: seed: is empty; every result needs its seed
      t.csv:4: acc: is empty; every result needs its accuracy
      """
    ),
    (
      "arm,seed,acc\na,-1,0.5\na,2,nan\na,3,inf\na,4,x\u{1B}[31m\n",
      """
      t.csv:2: seed: "-1" is not a whole number from 0 to 2⁶⁴ − 1, such as 42
      t.csv:3: acc: "nan" is not a finite number; leave the row out, as a run that did not finish
      t.csv:4: acc: "inf" is not a finite number; leave the row out, as a run that did not finish
      t.csv:5: acc: "x\u{FFFD}[31m" is not a number, such as 0.8633
      """
    ),
    (
      "arm,seed,correct,total\na,1,5,10\na,2,5,11\na,3,12,10\n",
      "t.csv:4: correct: 12 correct of 10 test images; give at most 10"
    ),
    (
      "arm,seed,correct,total\na,1,5,10\na,2,5,11\n",
      "t.csv:3: total: 11 test images, and 10 in line 2; results on another test set need another "
        + "name in a test column"
    ),
    (
      "arm,seed,acc\na,1,0.5\na,2,86\n",
      "t.csv:2: acc: \"0.5\" is at most 1, and \"86\" in line 3 is above: fraction or percent? "
        + "Write all alike, or add --scale percent"
    ),
    (
      "arm,seed,acc\na,1,101\n",
      "t.csv:2: acc: \"101\" is above 100, and accuracies are taken for percentages"
    ),
    (
      "arm,labels,seed,acc\na,0,1,0.5\n",
      "t.csv:2: labels: \"0\" is not a whole number of at least 1, such as 1000"
    ),
  ]

  @Test("Everything that is wrong is told with line and column", arguments: wrong)
  func refused(text: String, message: String) {
    #expect(Self.message(text) == message)
  }

  @Test("An unknown column is told with the likeliest one")
  func unknown() {
    #expect(
      Self.message("arm,seed,score\na,1,0.5\n", [.accuracy: "scroe"])
        == "t.csv:1: --accuracy-column: no column \"scroe\"; did you mean \"score\"?")
  }

  @Test("The baseline is an arm of a usual name, else the first, else the one that is named")
  func baseline() throws {
    let text = "arm,seed,acc\nours,1,0.5\nSupervised,1,0.5\n"
    #expect(try Self.read(text).design().baseline == "Supervised")
    #expect(try Self.read(text).design(baseline: "ours").baseline == "ours")
    #expect(try Self.read("arm,seed,acc\nx,1,0.5\ny,1,0.5\n").design().baseline == "x")
    let error = #expect(throws: ResultsError.self) {
      try Self.read(text).design(baseline: "our")
    }
    #expect(
      error?.description == "--baseline: no arm \"our\" in t.csv; did you mean \"ours\"?")
  }
}
