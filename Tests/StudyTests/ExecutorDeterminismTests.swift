import Datasets
import Foundation
import Network
import Testing

@testable import Study

@Suite("The bits of trained runs", .timeLimit(.minutes(10)))
struct ExecutorDeterminismTests {
  @Test("One, two and five jobs and every CPU level give equal records")
  func equal() async throws {
    let levels = CPULevel.available
    let reference = try ExecutorFixture { $0.repetitions = 1 }
    _ = try await reference.sweep(jobs: 1, level: levels[0])
    let records = try reference.records()
    #expect(records.count == 9)
    for (index, jobs) in [2, 5].enumerated() {
      let level = levels[(index + 1) % levels.count]
      let other = try ExecutorFixture { $0.repetitions = 1 }
      _ = try await other.sweep(jobs: jobs, level: level)
      #expect(try other.records() == records, "\(jobs) jobs, \(level)")
    }
  }

  @Test("Any number of threads a run gives equal records")
  func threads() async throws {
    // Ten images at four rotations are a batch of two shards: threads have something to share.
    func records(jobs: Int, threads: Int?) async throws -> [Record] {
      let fixture = try ExecutorFixture { study in
        study.repetitions = 1
        study.labels = [10]
        study.pretexts[0].training.batchSize = 70
      }
      let summary = try await fixture.sweep(jobs: jobs, threads: threads)
      #expect(summary.finished == 5)
      return try fixture.records()
    }
    let reference = try await records(jobs: 1, threads: nil)
    for (threads, jobs) in [(1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (8, 1)] {
      let found = try await records(jobs: jobs, threads: threads)
      #expect(found == reference, "\(threads) threads, \(jobs) jobs")
    }
  }

  @Test("A record does not depend on the sizes, arms and seeds that a study has beside it")
  func neighbours() async throws {
    let large = try ExecutorFixture { study in
      study.labels = [10, 20]
      study.arms.removeAll { $0.name == "rotation-finetuned" }
    }
    _ = try await large.sweep()
    let small = try ExecutorFixture { study in
      study.labels = [10]
      study.seedList = [22]
      study.repetitions = 1
      study.arms.removeAll { ["random", "rotation-finetuned"].contains($0.name) }
    }
    _ = try await small.sweep(jobs: 1)
    let records = try small.records()
    #expect(records.count == 3)
    let known = try large.records()
    for record in records { #expect(known.contains(record)) }
  }

  @Test("A sweep that goes on after records were lost gives them back, bit for bit")
  func resumed() async throws {
    let fixture = try ExecutorFixture { study in
      study.repetitions = 1
      study.labels = [10]
    }
    _ = try await fixture.sweep()
    let records = try fixture.records()
    // The pretraining, a run that needs it, and one that needs nothing.
    for index in [0, 2, 4] {
      let file = fixture.folder.file("json", of: fixture.plan.runs[index].identifier)
      try FileManager.default.removeItem(at: file)
    }
    let summary = try await fixture.sweep(jobs: 1)
    #expect(summary.finished == 3)
    #expect(try fixture.records() == records)
  }
}
