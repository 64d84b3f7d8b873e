import Datasets
import Foundation
import Testing

@testable import Study

@Suite("What the store holds of a study")
struct AnalysisResultsTests {
  private func fixture() throws -> AnalysisFixture {
    try AnalysisFixture { $0.repetitions = 2 }
  }

  @Test("There is a row for every run and test set, in plan order")
  func rows() throws {
    let fixture = try fixture()
    try fixture.fill { $0.repetition * 100 + ($0.test == "all" ? 1 : 0) }
    let results = try fixture.results()
    #expect(results.missing.isEmpty)
    #expect(results.records.count == 8)
    #expect(
      results.rows.map { "\($0.arm) \($0.labels) \($0.repetition) \($0.seed) \($0.test)" }
        == [1, 2].flatMap { repetition in
          ["supervised", "rotation", "random"].flatMap { arm in
            ["all", "half"].map { "\(arm) 10 \(repetition) \(100 + repetition) \($0)" }
          }
        })
    let first = try #require(results.rows.first)
    #expect(first.correct == 101)
    #expect(first.total == 10_000)
    #expect(first.epochs == 3)
    #expect(first.record == fixture.plan.runs[1].identifier)
  }

  @Test("Runs without a record are listed, in plan order")
  func missing() throws {
    let fixture = try fixture()
    try fixture.fill { $0.arm == "rotation" ? nil : 1 }
    let results = try fixture.results()
    #expect(
      results.missing.map(\.label) == [
        "rotation, 10 labels, seed 101", "rotation, 10 labels, seed 102",
      ])
    #expect(results.damaged.isEmpty)
    #expect(results.records.count == 6)
  }

  @Test("A torn record is missing, and said to be damaged")
  func damaged() throws {
    let fixture = try fixture()
    try fixture.fill { _ in 1 }
    let run = fixture.plan.runs[2]
    let file = fixture.folder.file("json", of: run.identifier)
    try Data(contentsOf: file).prefix(50).write(to: file)
    let results = try fixture.results()
    #expect(results.missing.map(\.label) == [run.label])
    #expect(results.damaged.map { $0.run.label } == [run.label])
    #expect(try fixture.results().damaged.isEmpty, "it was moved aside")
  }

  @Test("A record that is whole but says nothing of tests is an error")
  func unreadable() throws {
    let fixture = try fixture()
    let run = fixture.plan.runs[1]
    try fixture.store.write(
      Record(specification: run.specification, result: .object(["correct": .integer(1)])))
    let error = #expect(throws: StudyError.self) { try fixture.results() }
    let text = try #require(error.map { "\($0)" })
    #expect(text.hasPrefix("the record \(run.identifier.short) cannot be used: "))
    #expect(!text.contains("\n"))
  }
}
