import Datasets
import Foundation
import Testing

@testable import Study

@Suite("Sweeps over a store that refuses", .timeLimit(.minutes(10)))
struct SweepTroubleTests {
  @Test("A store that cannot be written ends the sweep with its error, and begins no other run")
  func unwritable() async throws {
    let fixture = try SweepFixture()
    let path = fixture.folder.url.appendingPathComponent("store/records").path
    let executor = MockExecutor { run, _ in
      // A file where the record's folder is to be.
      let folder = path + "/" + run.identifier.hexadecimal.prefix(2)
      try? FileManager.default.removeItem(atPath: folder)
      try Data().write(to: URL(fileURLWithPath: folder))
    }
    let error = await #expect(throws: StoreError.self) { try await fixture.run(executor) }
    guard case .inputOutput(_, let place, let reason)? = error else {
      Issue.record("an input or output error, not \(String(describing: error))")
      return
    }
    #expect(place.hasPrefix(path) && reason == "Not a directory")
    #expect(executor.labels == [fixture.plan.runs[0].label])
  }

  @Test("Then the runs in hand are given up, and what was made before is kept")
  func givenUp() async throws {
    let fixture = try SweepFixture()
    let path = fixture.folder.url.appendingPathComponent("store/records").path
    let labels = fixture.labels()
    let executor = MockExecutor { run, isInterrupted in
      switch run.label {
      case labels[0]: return
      case labels[1]:
        let folder = path + "/" + run.identifier.hexadecimal.prefix(2)
        try? FileManager.default.removeItem(atPath: folder)
        try Data().write(to: URL(fileURLWithPath: folder))
      default:
        while !isInterrupted() { sched_yield() }
        throw MockFailure(description: "given up")
      }
    }
    await #expect(throws: StoreError.self) { try await fixture.run(executor, jobs: 3) }
    let first = fixture.plan.runs[0].identifier
    #expect(try fixture.store.read(first) != .absent)
  }

  @Test("A store that cannot be read ends the sweep before it begins")
  func unreadable() async throws {
    let fixture = try SweepFixture()
    let folder = fixture.folder.url.appendingPathComponent("store/records")
    try FileManager.default.removeItem(at: folder)
    try Data().write(to: folder)
    let executor = MockExecutor()
    await #expect(throws: StoreError.self) { try await fixture.run(executor) }
    #expect(executor.labels.isEmpty)
  }

  @Test("A record of other content that appears meanwhile is a failure of that run alone")
  func conflict() async throws {
    let fixture = try SweepFixture()
    let store = fixture.store
    let label = "supervised, 10 labels, seed 11"
    let executor = MockExecutor { run, _ in
      guard run.label == label else { return }
      try store.write(Record(specification: run.specification, result: .null))
    }
    let (summary, _) = try await fixture.run(executor)
    #expect(summary.failed == [label])
    #expect(summary.reasons.first?.contains("one specification has one result") == true)
    #expect(summary.finished == fixture.plan.runs.count - 1)
  }

  @Test("Of runs that stand twice in a plan one is planned, one is made, and both count as there")
  func twins() async throws {
    let fixture = try SweepFixture { study in
      var twin = study.arms[0]
      twin.name = "twin"
      study.arms.append(twin)
      study.repetitions = 1
    }
    #expect(fixture.plan.runs.count == 11)
    #expect(try await fixture.run(MockExecutor()).events.first == "planned 9, present 0")
    let (summary, events) = try await fixture.run(MockExecutor())
    #expect(events == ["planned 9, present 9"] && summary.present == 9)
  }
}
