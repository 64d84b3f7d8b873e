import Datasets
import Foundation
import Testing

@testable import Study

@Suite("Sweeps over a store that has something", .timeLimit(.minutes(10)))
struct SweepStoreTests {
  @Test("Records that are there are not made again", arguments: [1, 3])
  func present(jobs: Int) async throws {
    let fixture = try SweepFixture()
    _ = try await fixture.run(MockExecutor(), jobs: jobs)
    let before = try StudyResults(fixture.plan, in: fixture.store).records.map(\.record)
    let executor = MockExecutor(correct: { _ in 1 })
    let (summary, events) = try await fixture.run(executor, jobs: jobs)
    #expect(executor.labels.isEmpty)
    #expect(events == ["planned 18, present 18"])
    #expect(summary.present == 18)
    #expect(summary.finished == 0)
    let after = try StudyResults(fixture.plan, in: fixture.store).records.map(\.record)
    #expect(after == before)
  }

  @Test("A larger study makes only what it has more")
  func larger() async throws {
    let small = try SweepFixture { $0.repetitions = 1 }
    _ = try await small.run(MockExecutor())
    let plan = try TinyStudy.plan { $0.labels = [10, 20, 30] }
    let executor = MockExecutor()
    let sweep = Sweep(plan.runs, store: small.store, executor: executor, jobs: 1)
    #expect(
      try sweep.missing().map(\.label)
        == plan.runs.map(\.label).filter { !small.labels().contains($0) })
    let summary = try await sweep.run(isInterrupted: { false }, report: { _ in })
    #expect(summary.present == 9)
    #expect(summary.finished == 26 - 9)
  }

  @Test("A torn record is reported, kept aside and made again")
  func torn() async throws {
    let fixture = try SweepFixture()
    _ = try await fixture.run(MockExecutor())
    let run = fixture.plan.runs[4]
    let file = fixture.folder.file("json", of: run.identifier)
    let whole = try Data(contentsOf: file)
    try whole.prefix(100).write(to: file)
    let executor = MockExecutor()
    let (summary, events) = try await fixture.run(executor)
    #expect(executor.labels == [run.label])
    #expect(events.first?.hasPrefix("damaged \(run.label): ") == true)
    #expect(
      events.dropFirst() == [
        "planned 18, present 17", "started \(run.label)", "finished \(run.label)",
      ])
    #expect(summary.failures.isEmpty)
    #expect(try Data(contentsOf: file) == whole)
    #expect(
      fixture.folder.names(in: "damaged").contains { $0.hasPrefix(run.identifier.hexadecimal) })
  }

  @Test("A pretraining whose weights were edited is made again before they are used")
  func editedWeights() async throws {
    let fixture = try SweepFixture()
    _ = try await fixture.run(
      MockExecutor { run, _ in
        if !run.isPretraining { throw MockFailure(description: "not yet") }
      })
    let run = fixture.plan.runs[0]
    let file = fixture.folder.file("weights.bin", of: run.identifier)
    var bytes = try Data(contentsOf: file)
    bytes[0] ^= 1
    try bytes.write(to: file)
    let executor = MockExecutor()
    let (summary, events) = try await fixture.run(executor)
    #expect(
      events.first?.hasPrefix("damaged pretraining rotation, seed 11: attachment 'weights': ")
        == true)
    #expect(executor.labels == fixture.labels(without: ["pretraining rotation, seed 22"]))
    #expect(summary.finished == 17)
  }

  @Test("A run that another process made in the meantime is not made again")
  func shared() async throws {
    let fixture = try SweepFixture()
    let folder = fixture.folder.url
    let next = fixture.plan.runs[1]
    let executor = MockExecutor { run, _ in
      guard run.isPretraining, run.repetition == 1 else { return }
      let other = try RecordStore(directory: folder.appendingPathComponent("store"))
      try other.write(
        Record(
          specification: next.specification, result: MockExecutor.result(next, correct: 7)))
    }
    let (summary, _) = try await fixture.run(executor)
    #expect(executor.labels == fixture.labels(without: [next.label]))
    #expect(summary.failures.isEmpty)
    #expect(try StudyResults(fixture.plan, in: fixture.store).rows.first?.correct == 7)
  }

  @Test("Times and hosts are beside the record, never in it")
  func timing() async throws {
    let one = try SweepFixture()
    let other = try SweepFixture()
    _ = try await one.run(MockExecutor())
    _ = try await other.run(MockExecutor(), jobs: 4)
    for run in one.plan.runs {
      let timing = try #require(try one.store.timing(of: run.identifier))
      #expect(timing.members.map(\.key) == ["finished", "host", "seconds"])
      #expect(
        try Data(contentsOf: one.folder.file("json", of: run.identifier))
          == Data(contentsOf: other.folder.file("json", of: run.identifier)))
    }
  }
}
