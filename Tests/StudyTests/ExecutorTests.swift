import Datasets
import Foundation
import Network
import Testing

@testable import Study

@Suite("Runs that are trained", .timeLimit(.minutes(2)))
struct ExecutorTests {
  @Test("The predictions beside a record are those that its scores count")
  func predictions() async throws {
    let fixture = try ExecutorFixture { $0.repetitions = 1 }
    _ = try await fixture.sweep()
    let labels = fixture.dataset.test.labels
    let truth = Array(labels[5..<15]) + Array(labels[0..<20])
    for run in fixture.plan.runs where run.kind != .pretraining {
      let (record, result) = try #require(try fixture.result(run.label))
      let predictions = Array(try fixture.store.attachment(named: "predictions", of: record))
      #expect(predictions.count == 30)
      let hits = zip(predictions, truth).map { $0 == $1 ? 1 : 0 }
      #expect(result.tests.map(\.name) == ["some", "all"])
      #expect(result.tests.map(\.total) == [10, 20])
      #expect(
        result.tests.map(\.correct)
          == [hits.prefix(10), hits.dropFirst(10)].map { $0.reduce(0, +) })
      #expect(Array(predictions.prefix(10)) == Array(predictions[15..<25]), "the same images twice")
    }
  }

  @Test("A fifth of the labelled subset is kept for validation, the test images are not touched")
  func split() async throws {
    let fixture = try ExecutorFixture { $0.repetitions = 1 }
    _ = try await fixture.sweep()
    for run in fixture.plan.runs {
      guard case .downstream(_, let labels) = run.kind else { continue }
      let (_, result) = try #require(try fixture.result(run.label))
      #expect(result.validation?.total == labels / 5)
      #expect(result.log.map(\.validationTotal) == result.log.map { _ in labels / 5 })
      #expect(result.updates <= 6)
    }
  }

  @Test("The pretext's validation part is measured on and not trained on")
  func pretextValidation() async throws {
    let fixture = try ExecutorFixture { study in
      study.repetitions = 1
      study.labels = [10]
      study.pretext?.training.validationFraction = 0.2
    }
    _ = try await fixture.sweep()
    let (_, result) = try #require(try fixture.result("pretraining, seed 11"))
    #expect(result.log.map(\.total) == [8 * 4])
    #expect(result.log.map(\.validationTotal) == [2 * 4])
    #expect(result.validation?.total == 2 * 4)
    #expect(result.validation?.correct == result.log.last?.validationCorrect)
  }

  @Test("Without its pretraining a run is refused")
  func missingPretraining() throws {
    let fixture = try ExecutorFixture()
    let executor = fixture.executor()
    for label in ["rotation, 10 labels, seed 11", "rotation-finetuned, 10 labels, seed 11"] {
      let run = try #require(fixture.plan.run(label))
      #expect(throws: StudyError.self) { try executor.execute(run) { false } }
    }
  }

  @Test("Every kind of run gives up when it is told to")
  func interruption() async throws {
    let fixture = try ExecutorFixture { $0.repetitions = 1 }
    _ = try await fixture.sweep()
    let executor = fixture.executor()
    for run in fixture.plan.runs.prefix(5) {
      #expect(throws: NetworkError.interrupted, "\(run.label)") {
        try executor.execute(run) { true }
      }
    }
  }

  @Test("A training that diverges fails its run alone")
  func divergence() async throws {
    let fixture = try ExecutorFixture { study in
      study.repetitions = 1
      study.labels = [10]
      study.arms[0].training.optimizer = .sgd(learningRate: 1e30, momentum: 0)
    }
    let summary = try await fixture.sweep()
    #expect(summary.failed == ["supervised, 10 labels, seed 11"])
    #expect(summary.reasons.first?.hasPrefix("training diverged: ") == true)
    #expect(summary.finished == 4)
  }
}
