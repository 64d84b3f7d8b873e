import Datasets
import Testing

@testable import Study

@Suite("A plan in shards")
struct ShardsTests {
  /// A run that asks for so many operations' worth of one network, and needs another, or none.
  private func run(_ name: String, _ weight: Double, needs: String? = nil) -> Run {
    Run(
      kind: needs == nil && name.hasPrefix("p")
        ? .pretraining(pretext: name) : .downstream(arm: arm, labels: 1, task: "classification"),
      repetition: 1, seed: 1, specification: .string(name), identifier: Digest(of: name),
      needs: needs.map { Digest(of: $0) }, cost: Cost(operations: weight))
  }

  private let arm: Arm

  init() throws {
    arm = try TinyStudy.study().arms[0]
  }

  private func names(_ shards: Shards, _ number: Int) -> [JSONValue] {
    shards.runs(of: number).map(\.specification)
  }

  @Test("Every downstream run is in one shard, with what it needs, in plan order", arguments: 1...9)
  func partition(count: Int) throws {
    let plan = try TinyStudy.plan { $0.repetitions = 3 }
    var seen: [String: Int] = [:]
    for number in 1...count {
      let runs = plan.runs(of: try #require(Shard(number, of: count)))
      let there = Set(runs.map(\.identifier))
      for run in runs {
        if let needs = run.needs { #expect(there.contains(needs), "\(run.label)") }
        seen[run.label, default: 0] += 1
      }
      #expect(runs == plan.runs.filter { there.contains($0.identifier) })
    }
    for run in plan.runs {
      let times = seen[run.label] ?? 0
      #expect(run.isPretraining ? times >= 1 : times == 1, "\(run.label): \(times) times")
    }
  }

  @Test("One shard is the whole plan")
  func one() throws {
    let plan = try TinyStudy.plan()
    #expect(plan.runs(of: try #require(Shard(1, of: 1))) == plan.runs)
    #expect(Shards(plan.runs, count: 1).runs(of: 1) == plan.runs)
  }

  @Test("More shards than runs leave empty ones, and lose none")
  func many() throws {
    let plan = try TinyStudy.plan()
    let shards = (1...100).map { Shards(plan.runs, count: 100).runs(of: $0) }
    #expect(shards.contains { $0.isEmpty })
    #expect(Set(shards.joined().map(\.identifier)) == Set(plan.runs.map(\.identifier)))
  }

  @Test("The heaviest goes first, each to the shard that has least: 5 | 4 and 2 | 3 and 3")
  func heaviest() {
    let runs = [run("a", 3), run("b", 5), run("c", 2), run("d", 4), run("e", 3)]
    let shards = Shards(runs, count: 3)
    #expect(shards.loads == [5, 6, 6])
    #expect(names(shards, 1) == [.string("b")])
    #expect(names(shards, 2) == [.string("c"), .string("d")])
    #expect(names(shards, 3) == [.string("a"), .string("e")])
  }

  @Test("A pretraining and what needs it stay together where that balances")
  func together() {
    let runs = [
      run("p1", 4), run("a", 1, needs: "p1"), run("b", 1, needs: "p1"), run("c", 3), run("d", 3),
    ]
    let shards = Shards(runs, count: 2)
    #expect(names(shards, 1) == [.string("p1"), .string("a"), .string("b")])
    #expect(names(shards, 2) == [.string("c"), .string("d")])
  }

  @Test("A pretraining is made in both shards where most of the work is behind it")
  func repeated() {
    let runs = [run("p1", 1)] + (1...4).map { run("r\($0)", 10, needs: "p1") }
    let shards = Shards(runs, count: 2)
    #expect(shards.loads == [21, 21])
    for number in 1...2 {
      #expect(names(shards, number).first == .string("p1"))
      #expect(names(shards, number).count == 3)
    }
  }

  @Test("A pretraining that is nearly all of the work is not repeated")
  func heavyPretraining() {
    let runs = [run("p1", 100), run("a", 1, needs: "p1"), run("b", 1, needs: "p1")]
    let shards = Shards(runs, count: 2)
    #expect(names(shards, 1) == runs.map(\.specification))
    #expect(names(shards, 2).isEmpty)
  }

  @Test("Runs of unknown cost are spread, too")
  func unknown() {
    let runs = (1...6).map { run("r\($0)", 0) }
    let shards = Shards(runs, count: 3)
    for number in 1...3 { #expect(shards.runs(of: number).count == 2) }
  }

  @Test("Two names of one record go to one shard")
  func alias() {
    let shards = Shards([run("a", 1), run("b", 1), run("a", 1)], count: 2)
    #expect(names(shards, 1) == [.string("a"), .string("a")])
    #expect(names(shards, 2) == [.string("b")])
  }

  @Test("No shard has more than a tenth above its share of a study with many seeds")
  func balance() throws {
    let plan = try TinyStudy.plan { study in
      study.seedList = Array(1...60)
      study.repetitions = 60
    }
    let loads = Shards(plan.runs, count: 16).loads
    let share = plan.runs.reduce(0) { $0 + $1.cost.operations } / 16
    #expect((loads.max() ?? 0) <= 1.1 * share)
    #expect((loads.min() ?? 0) >= 0.8 * share)
  }

  @Test(
    "A shard is two plain numbers, the first up to the second",
    arguments: [
      "3/16", "1/1", "0/3", "4/3", "3", "/3", "3/", "-1/3", "1/2/3", "a/b", " 1/2", "1/0",
    ])
  func text(text: String) {
    let expected = ["3/16", "1/1"].contains(text) ? text : nil
    #expect(Shard(text).map { "\($0)" } == expected)
  }
}
