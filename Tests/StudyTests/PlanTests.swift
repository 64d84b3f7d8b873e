import Datasets
import Testing

@testable import Study

@Suite("The plan of a study")
struct PlanTests {
  @Test("Runs go repetition by repetition, the pretraining first, then size by size all arms")
  func order() throws {
    let plan = try TinyStudy.plan()
    let arms = ["supervised", "rotation", "rotation-finetuned", "random"]
    let expected = [11, 22].flatMap { seed in
      ["pretraining rotation, seed \(seed)"]
        + [10, 20].flatMap { labels in
          arms.map { "\($0), \(labels) labels, seed \(seed)" }
        }
    }
    #expect(plan.runs.map(\.label) == expected)
    #expect(
      plan.runs.map(\.repetition) == Array(repeating: 1, count: 9) + Array(repeating: 2, count: 9))
    #expect(
      plan.runs.map(\.seed) == Array(repeating: 11, count: 9) + Array(repeating: 22, count: 9))
  }

  @Test("Arms with the pretext's weights need the pretraining of their own seed, others nothing")
  func needs() throws {
    let plan = try TinyStudy.plan()
    for run in plan.runs {
      let pretraining = plan.run("pretraining rotation, seed \(run.seed)")
      let isPretext = run.label.hasPrefix("rotation")
      #expect(run.needs == (isPretext ? pretraining?.identifier : nil), "\(run.label)")
    }
    #expect(Set(plan.runs.map(\.identifier)).count == plan.runs.count)
  }

  @Test("A study whose arms all begin at random has no pretraining")
  func noPretraining() throws {
    let plan = try TinyStudy.plan { $0.arms.removeAll { $0.pretext != nil } }
    #expect(plan.runs.count == 2 * 2 * 2)
    #expect(plan.runs.allSatisfy { !$0.isPretraining && $0.needs == nil })
  }

  @Test("A run's identifier is the digest of its specification's canonical text")
  func identifier() throws {
    for run in try TinyStudy.plan().runs {
      #expect(run.identifier == Digest(of: try CanonicalJSON.bytes(of: run.specification)))
      #expect(run.specification["engineVersion"] == .integer(Int64(Engine.version)))
      #expect(run.specification["seed"] == .string("\(run.seed)"))
    }
  }

  @Test("A seed beyond 63 bits is kept digit by digit")
  func largeSeed() throws {
    let plan = try TinyStudy.plan { $0.seedList = [UInt64.max, UInt64.max - 1] }
    #expect(plan.runs[0].specification["seed"] == .string("18446744073709551615"))
    #expect(plan.runs[0].identifier != plan.runs[9].identifier)
  }
}
