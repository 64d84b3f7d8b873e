import Foundation
import Testing

@testable import Study

@Suite("Submitting a plan to a queue", .timeLimit(.minutes(10)))
struct SubmissionTests {
  @Test("Every cell is an array by repetition; what needs a pretraining waits for its array's task")
  func arrays() throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    let summary = try fixture.submit(to: queue)
    #expect(summary.planned == 18 && summary.present == 0 && summary.underWay == 0)
    #expect(
      summary.jobs.map(\.cell) == [
        "pretraining rotation", "supervised, 10 labels", "rotation, 10 labels",
        "rotation-finetuned, 10 labels", "random, 10 labels", "supervised, 20 labels",
        "rotation, 20 labels", "rotation-finetuned, 20 labels", "random, 20 labels",
      ])
    #expect(summary.jobs.allSatisfy { $0.runs == 2 })
    #expect(queue.arrays.allSatisfy { $0.indexes == [1, 2] })
    #expect(queue.arrays.map(\.after) == [nil, nil, "1", "1", nil, nil, "1", "1", nil])
    let folder = try #require(summary.folder)
    #expect(queue.arrays[3].arguments == ["/bench", "work", "\(folder)/batch.json", "3"])
    #expect(queue.arrays[3].script == "\(folder)/run.sh")
    let batch = try Batch(contentsOf: "\(folder)/batch.json")
    #expect(batch.study == fixture.plan.study)
    #expect(batch.task(2, ofArray: 3)?.label == "rotation-finetuned, 10 labels, seed 22")
    #expect(batch.task(3, ofArray: 3) == nil && batch.task(1, ofArray: 9) == nil)
  }

  @Test("Where numbers end before the repetitions do, arrays are cut, and pieces wait for pieces")
  func slices() throws {
    let fixture = try SweepFixture { $0.repetitions = 3 }
    let queue = MockQueue(largest: 2)
    let runs = fixture.plan.runs.filter {
      $0.isPretraining || $0.label.hasPrefix("rotation, 10 labels")
    }
    let summary = try fixture.submit(to: queue, runs)
    #expect(queue.arrays.map(\.indexes) == [[1, 2], [1, 2], [1], [1]])
    #expect(queue.arrays.map(\.after) == [nil, "1", nil, "3"])
    let batch = try Batch(contentsOf: try #require(summary.folder) + "/batch.json")
    #expect(batch.task(1, ofArray: 3)?.label == "rotation, 10 labels, seed 33")
  }

  @Test("What is in the store or under way is not submitted again, and what has ended is")
  func again() async throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    _ = try fixture.submit(to: queue)
    let second = try fixture.submit(to: queue)
    #expect(second.underWay == 18 && second.jobs.isEmpty && second.folder == nil)
    // Random ones with 10 labels were cancelled, those with 20 forgotten, the supervised ones are done.
    queue.set(job: 5, .ended("CANCELLED"))
    queue.set(job: 9, nil)
    _ = try await fixture.run(
      MockExecutor { run, _ in
        if !run.label.hasPrefix("supervised") { throw MockFailure(description: "no") }
      })
    let third = try fixture.submit(to: queue)
    #expect(third.present == 4 && third.underWay == 10)
    #expect(third.jobs.map(\.cell) == ["random, 10 labels", "random, 20 labels"])
    #expect(third.jobs.map(\.job) == ["10", "11"])
    let fourth = try fixture.submit(to: queue)
    #expect(fourth.underWay == 14 && fourth.jobs.isEmpty)
  }

  @Test("A run waits for a pretraining submitted before, and for none that is in the store")
  func earlierPretraining() async throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    _ = try fixture.submit(to: queue, fixture.plan.runs.filter(\.isPretraining))
    // The first repetition's is done.
    _ = try await fixture.run(
      MockExecutor { run, _ in
        if run.label != "pretraining rotation, seed 11" { throw MockFailure(description: "no") }
      })
    let summary = try fixture.submit(
      to: queue, fixture.plan.runs.filter { $0.label.hasPrefix("rotation, 10 labels") })
    #expect(summary.jobs.map(\.runs) == [1, 1])
    #expect(queue.arrays.dropFirst().map(\.after) == [nil, "1"])
    #expect(queue.arrays.dropFirst().map(\.indexes) == [[1], [2]])
  }

  @Test("When an array is refused, those before it stay, and the same command submits the rest")
  func refusal() throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    queue.refuse(after: 4)
    #expect(
      throws: LauncherError.partly(
        submitted: 4, of: 9, .refused(tool: "sbatch", said: "no more"))
    ) { try fixture.submit(to: queue) }
    let states = try fixture.states(queue)
    #expect(states["rotation, 10 labels, seed 11"] == .waiting(reason: "Priority"))
    #expect(states["random, 20 labels, seed 22"] == .missing, "it was never submitted")
    queue.refuse(after: .max)
    let rest = try fixture.submit(to: queue)
    #expect(rest.underWay == 8 && rest.jobs.count == 5)
    #expect(queue.arrays.suffix(5).map(\.after) == [nil, nil, "1", "1", nil])
  }

  @Test("A second submission waits for the first, and not for ever")
  func lock() throws {
    let fixture = try SweepFixture()
    let held = try SubmissionLock(in: fixture.store.layout.batches, patience: 1)
    let path = fixture.store.layout.batches + "/.lock"
    #expect(throws: LauncherError.busy(path: path, seconds: 0)) {
      try fixture.submit(to: MockQueue(), patience: 0)
    }
    held.release()
    #expect(try fixture.submit(to: MockQueue(), patience: 0).jobs.count == 9)
  }
}
