import Foundation
import Network
import Testing

@testable import Study

@Suite("Sweeps in which something goes wrong", .timeLimit(.minutes(10)))
struct SweepFailureTests {
  @Test("A failing pretraining fails the runs that need it and no others", arguments: [1, 2, 5])
  func pretraining(jobs: Int) async throws {
    let fixture = try SweepFixture()
    let executor = MockExecutor { run, _ in
      if run.label == "pretraining rotation, seed 11" { throw MockFailure(description: "no luck") }
    }
    let (summary, events) = try await fixture.run(executor, jobs: jobs)
    let dependants = fixture.labels().filter { $0.hasPrefix("rotation") && $0.hasSuffix("seed 11") }
    #expect(dependants.count == 4)
    #expect(summary.failed == ["pretraining rotation, seed 11"] + dependants)
    #expect(
      summary.reasons
        == ["no luck"]
        + Array(
          repeating: "not run, since its pretraining failed (pretraining rotation, seed 11)",
          count: 4))
    #expect(summary.finished == 13)
    #expect(executor.labels.sorted() == fixture.labels(without: dependants).sorted())
    #expect(Set(events.lines("started")).isDisjoint(with: dependants))
    #expect(events.lines("failed").count == 5)
  }

  @Test("A failing run stops no other, and is tried again by the next sweep", arguments: [1, 4])
  func downstream(jobs: Int) async throws {
    let fixture = try SweepFixture()
    let failing = ["supervised, 10 labels, seed 11", "random, 20 labels, seed 22"]
    let executor = MockExecutor { run, _ in
      if failing.contains(run.label) { throw MockFailure(description: "no luck") }
    }
    let (summary, _) = try await fixture.run(executor, jobs: jobs)
    #expect(summary.failed == failing)
    #expect(summary.finished == 16)
    let again = MockExecutor()
    let second = try await fixture.run(again, jobs: jobs)
    #expect(again.labels.sorted() == failing.sorted())
    #expect(second.events.first == "planned 18, present 16")
    #expect(second.summary.failures.isEmpty)
  }

  @Test("Failures are in plan order, whichever came first")
  func failureOrder() async throws {
    let fixture = try SweepFixture()
    let later = DispatchSemaphore(value: 0)
    let executor = MockExecutor { run, _ in
      if run.label == "pretraining rotation, seed 11" { later.wait() }
      if run.label == "supervised, 10 labels, seed 11" { later.signal() }
      throw MockFailure(description: "no luck")
    }
    let (summary, _) = try await fixture.run(executor, jobs: 2)
    #expect(summary.failed == fixture.labels())
  }

  @Test("A result that JSON cannot hold fails its run alone")
  func notFinite() async throws {
    struct Executor: RunExecutor {
      func execute(
        _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
      ) throws -> RunOutcome {
        let isBad = run.label == "random, 10 labels, seed 11"
        return RunOutcome(
          result: .object(["loss": .number(isBad ? .nan : 1)]), attachments: [])
      }
    }
    let fixture = try SweepFixture()
    let (summary, _) = try await fixture.run(Executor(), jobs: 2)
    #expect(summary.failed == ["random, 10 labels, seed 11"])
    #expect(summary.failures.first?.reason.hasPrefix("nan cannot be written as JSON") == true)
    #expect(summary.finished == 17)
  }

  @Test("An interruption gives up what runs, begins nothing more and is no failure")
  func interruption() async throws {
    let fixture = try SweepFixture()
    let interrupt = MockSwitch()
    let executor = MockExecutor { run, isInterrupted in
      guard run.label == "rotation, 10 labels, seed 11" else { return }
      interrupt.turnOn()
      if isInterrupted() { throw NetworkError.interrupted }
    }
    let (summary, events) = try await fixture.run(executor) { interrupt.isOn }
    #expect(summary.isInterrupted)
    #expect(summary.failures.isEmpty)
    #expect(summary.finished == 2)
    #expect(executor.labels == Array(fixture.labels().prefix(3)))
    #expect(events.lines("started").count == 3)
    #expect(events.lines("failed").isEmpty)
    #expect(try fixture.store.identifiers().count == 2)

    let rest = MockExecutor()
    let resumed = try await fixture.run(rest)
    #expect(rest.labels == Array(fixture.labels().dropFirst(2)))
    #expect(resumed.summary.present == 2)
    #expect(!resumed.summary.isInterrupted)
  }

  @Test("Interrupted before it begins, a sweep begins nothing")
  func interruptedAtOnce() async throws {
    let fixture = try SweepFixture()
    let executor = MockExecutor()
    let (summary, events) = try await fixture.run(executor, jobs: 3) { true }
    #expect(summary.isInterrupted)
    #expect(executor.labels.isEmpty)
    #expect(events == ["planned 18, present 0"])
  }

  @Test("A run that ends in spite of an interruption is kept")
  func finishedWhileInterrupted() async throws {
    let fixture = try SweepFixture()
    let interrupt = MockSwitch()
    let executor = MockExecutor { _, _ in interrupt.turnOn() }
    let (summary, _) = try await fixture.run(executor) { interrupt.isOn }
    #expect(summary.finished == 1)
    #expect(try fixture.store.identifiers() == [fixture.plan.runs[0].identifier])
  }
}
