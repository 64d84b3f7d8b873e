import Foundation
import Testing

@testable import Study

@Suite("How far a study is", .timeLimit(.minutes(10)))
struct SweepStatusTests {
  @Test("A local sweep leaves why runs failed, until they are tried again")
  func local() async throws {
    let fixture = try SweepFixture()
    #expect(try fixture.states(MockQueue()).values.allSatisfy { $0 == .missing })
    _ = try await fixture.run(
      MockExecutor { run, _ in
        guard run.label != "pretraining rotation, seed 11" else {
          throw MockFailure(description: "it broke")
        }
      })
    let states = try fixture.states(MockQueue())
    #expect(
      states["pretraining rotation, seed 11"] == .failed(reason: "it broke", log: nil))
    #expect(
      states["rotation, 10 labels, seed 11"]
        == .failed(
          reason: "not run, since its pretraining failed (pretraining rotation, seed 11)", log: nil)
    )
    #expect(states["rotation, 10 labels, seed 22"] == .done)
    _ = try await fixture.run(MockExecutor())
    #expect(try fixture.states(MockQueue()).values.allSatisfy { $0 == .done })
    for run in fixture.plan.runs {
      #expect(fixture.store.failure(of: run.identifier) == nil, "\(run.label)")
    }
  }

  @Test("A sweep that is interrupted leaves no failures")
  func interrupted() async throws {
    let fixture = try SweepFixture()
    let flag = MockSwitch()
    _ = try await fixture.run(
      MockExecutor { _, _ in
        flag.turnOn()
        throw MockFailure(description: "given up")
      }, isInterrupted: { flag.isOn })
    #expect(try fixture.states(MockQueue()).values.allSatisfy { $0 == .missing })
  }

  @Test("The queue tells what waits, runs and failed; dependants of what failed say so")
  func queue() throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    _ = try fixture.submit(to: queue)
    queue.set(job: 2, .running)
    #expect(
      try fixture.states(queue)["supervised, 10 labels, seed 11"] == .running)
    queue.set(job: 1, .ended("NODE_FAIL"), reason: "NodeDown")
    queue.set(job: 3, .ended("CANCELLED"), reason: "DependencyNeverSatisfied")
    queue.set(job: 5, .ended("CANCELLED"))
    queue.set(job: 9, .ended("TIMEOUT"), reason: "TimeLimit")
    let states = try fixture.states(queue)
    #expect(
      states["pretraining rotation, seed 22"]
        == .failed(
          reason: "its job ended: its machine failed (NODE_FAIL), NodeDown", log: nil))
    #expect(
      states["rotation, 10 labels, seed 22"]
        == .failed(
          reason: "not run, since its pretraining failed (pretraining rotation, seed 22)", log: nil)
    )
    #expect(
      states["random, 10 labels, seed 11"]
        == .failed(reason: "its job ended: it was cancelled (CANCELLED)", log: nil))
    #expect(
      states["random, 20 labels, seed 11"]
        == .failed(
          reason: "its job ended: its time limit was reached (TIMEOUT), TimeLimit", log: nil))
    #expect(states["rotation-finetuned, 10 labels, seed 11"] == .waiting(reason: "Priority"))
  }

  @Test("A job that the queue has forgotten failed where it left no record; its last line says why")
  func forgotten() throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    let folder = try #require(try fixture.submit(to: queue).folder)
    for job in 1...9 { queue.set(job: job, nil) }
    let log = "\(folder)/1-2.log"
    try Data("first\nbench: no \u{1B}[1mlibrary\n".utf8).write(to: URL(fileURLWithPath: log))
    let states = try fixture.states(queue)
    #expect(
      states["supervised, 10 labels, seed 11"]
        == .failed(reason: "its job ended without a record", log: nil))
    #expect(
      states["supervised, 10 labels, seed 22"]
        == .failed(
          reason: "its job ended without a record (bench: no \u{FFFD}[1mlibrary)", log: log))
  }

  @Test("What a failed run wrote goes before the queue's word, and a new attempt before both")
  func note() throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    _ = try fixture.submit(to: queue)
    let run = try #require(fixture.plan.run("random, 20 labels, seed 11"))
    try fixture.store.writeFailure("training diverged", of: run.identifier)
    queue.set(job: 9, .ended("FAILED"), reason: "NonZeroExitCode")
    #expect(
      try fixture.states(queue)[run.label] == .failed(reason: "training diverged", log: nil))
    // A later attempt that was ended from outside says nothing of the earlier one.
    queue.set(job: 9, .ended("OUT_OF_MEMORY"))
    #expect(
      try fixture.states(queue)[run.label]
        == .failed(
          reason: "its job ended: its memory was not enough (OUT_OF_MEMORY)", log: nil))
    #expect(try fixture.submit(to: queue).jobs.count == 1)
    #expect(try fixture.states(queue)[run.label] == .waiting(reason: "Priority"))
  }

  @Test("A queue that gives no answer is reported, and nothing is taken for failed")
  func silent() throws {
    let fixture = try SweepFixture()
    let queue = MockQueue()
    _ = try fixture.submit(to: queue)
    queue.fall(silent: .silent(tool: "squeue", seconds: 60))
    let status = try SweepStatus(fixture.plan.runs, in: fixture.store, queue: queue)
    #expect(status.queueTrouble?.hasPrefix("squeue: no answer within 60 s") == true)
    #expect(status.runs.allSatisfy { $0.state == .missing })
    #expect(!status.isUnderWay)
  }
}
