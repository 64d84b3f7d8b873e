import Datasets
import Foundation
import Network
import Testing

@testable import Study

@Suite("The bits of trained runs", .timeLimit(.minutes(2)))
struct ExecutorDeterminismTests {
  @Test("One, two and five jobs and every CPU level give equal records")
  func equal() async throws {
    let reference = try ExecutorFixture()
    let summary = try await reference.sweep(jobs: 1, level: .portable)
    #expect(summary.finished == 18)
    let records = try reference.records()
    #expect(records.count == 18)
    var settings = [(2, CPULevel.best), (5, .portable)]
    settings += CPULevel.available.dropFirst().map { (1, $0) }
    for (jobs, level) in settings {
      let other = try ExecutorFixture()
      _ = try await other.sweep(jobs: jobs, level: level)
      #expect(try other.records() == records, "\(jobs) jobs, \(level)")
    }
  }

  @Test("A record does not depend on the sizes, arms and seeds that a study has beside it")
  func neighbours() async throws {
    let large = try ExecutorFixture()
    _ = try await large.sweep()
    let small = try ExecutorFixture { study in
      study.labels = [10]
      study.seedList = [22]
      study.repetitions = 1
      study.arms.removeAll { $0.name == "random" || $0.name == "rotation-finetuned" }
    }
    _ = try await small.sweep(jobs: 1)
    let records = try small.records()
    #expect(records.count == 3)
    let known = try large.records()
    for record in records { #expect(known.contains(record)) }
  }

  @Test("A sweep that goes on after records were lost gives them back, bit for bit")
  func resumed() async throws {
    let fixture = try ExecutorFixture { $0.repetitions = 1 }
    _ = try await fixture.sweep()
    let records = try fixture.records()
    // The pretraining, a run that needs it, and one that needs nothing.
    for index in [0, 2, 5] {
      let file = fixture.folder.file("json", of: fixture.plan.runs[index].identifier)
      try FileManager.default.removeItem(at: file)
    }
    let summary = try await fixture.sweep(jobs: 1)
    #expect(summary.finished == 3)
    #expect(try fixture.records() == records)
  }
}
