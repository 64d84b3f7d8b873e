import Dispatch
import Testing

@testable import Study

@Suite("The order of a sweep", .timeLimit(.minutes(10)))
struct SweepTests {
  @Test("With one job runs are made in plan order, each once")
  func planOrder() async throws {
    let fixture = try SweepFixture()
    let executor = MockExecutor()
    let (summary, events) = try await fixture.run(executor)
    let expected =
      ["planned 18, present 0"]
      + fixture.labels().flatMap { ["started \($0)", "finished \($0)"] }
    #expect(events == expected)
    #expect(executor.labels == fixture.labels())
    #expect(summary.finished == 18)
    #expect(summary.present == 0)
    #expect(summary.failures.isEmpty)
    #expect(!summary.isInterrupted)
  }

  @Test(
    "As many runs as there are jobs are begun, and never more at a time",
    arguments: [1, 2, 3, 5, 100])
  func window(jobs: Int) async throws {
    let fixture = try SweepFixture()
    let executor = MockExecutor()
    let (summary, events) = try await fixture.run(executor, jobs: jobs)
    // Two pretrainings and the eight runs that need none can begin at once.
    let first = events.dropFirst().prefix { $0.hasPrefix("started") }
    #expect(first.count == min(jobs, 10))
    var running = 0
    for event in events.dropFirst() {
      running += event.hasPrefix("started") ? 1 : -1
      #expect(running <= jobs)
    }
    #expect(running == 0)
    #expect(summary.finished == 18)
    #expect(executor.labels.sorted() == fixture.labels().sorted())
  }

  @Test("A run begins after the pretraining that it needs has ended", arguments: [1, 2, 5, 100])
  func dependants(jobs: Int) async throws {
    let fixture = try SweepFixture()
    let (_, events) = try await fixture.run(MockExecutor(), jobs: jobs)
    for run in fixture.plan.runs where run.needs != nil {
      let start = try #require(events.firstIndex(of: "started \(run.label)"))
      let need = try #require(
        events.firstIndex(of: "finished pretraining rotation, seed \(run.seed)"))
      #expect(need < start, "\(run.label)")
    }
  }

  @Test("While a pretraining lasts, the next runs that need none are made, in plan order")
  func overtaking() async throws {
    let fixture = try SweepFixture()
    let last = DispatchSemaphore(value: 0)
    let executor = MockExecutor { run, _ in
      if run.label == "pretraining rotation, seed 11" { last.wait() }
      if run.label == "random, 20 labels, seed 11" { last.signal() }
    }
    let (summary, events) = try await fixture.run(executor, jobs: 2)
    #expect(summary.finished == 18)
    #expect(
      events.lines("started").prefix(5) == [
        "pretraining rotation, seed 11", "supervised, 10 labels, seed 11",
        "random, 10 labels, seed 11",
        "supervised, 20 labels, seed 11", "random, 20 labels, seed 11",
      ])
  }

  @Test("A pretraining that is there keeps nobody waiting")
  func presentNeed() async throws {
    let fixture = try SweepFixture()
    let first = try await fixture.run(
      MockExecutor { run, _ in
        if !run.isPretraining { throw MockFailure(description: "not yet") }
      })
    #expect(first.summary.finished == 2)
    let (_, events) = try await fixture.run(MockExecutor(), jobs: 3)
    #expect(events.first == "planned 18, present 2")
    #expect(
      events.lines("started").prefix(3) == [
        "supervised, 10 labels, seed 11", "rotation, 10 labels, seed 11",
        "rotation-finetuned, 10 labels, seed 11",
      ])
  }

  @Test("A run that stands twice in a plan is made once, and both have its record")
  func duplicates() async throws {
    let fixture = try SweepFixture { study in
      var twin = study.arms[1]
      twin.name = "twin"
      study.arms.append(twin)
    }
    let executor = MockExecutor()
    let (summary, _) = try await fixture.run(executor, jobs: 3)
    #expect(fixture.plan.runs.count == 22)
    #expect(summary.finished == 18)
    #expect(executor.labels.sorted() == fixture.labels().filter { !$0.hasPrefix("twin") }.sorted())
    let results = try StudyResults(fixture.plan, in: fixture.store)
    #expect(results.missing.isEmpty)
    #expect(results.records.count == 22)
  }
}
