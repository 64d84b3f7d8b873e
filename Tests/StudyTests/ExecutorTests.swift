import Datasets
import Foundation
import Images
import Network
import Testing

@testable import Study

@Suite("Runs that are trained", .timeLimit(.minutes(10)))
struct ExecutorTests {
  @Test("Scores count the predictions beside them; a fifth of the labels was for validation")
  func predictions() async throws {
    let fixture = try ExecutorFixture { study in
      study.repetitions = 1
      study.labels = [10]
    }
    _ = try await fixture.sweep()
    let labels = fixture.dataset.test.labels
    let truth = Array(labels[5..<15]) + Array(labels[0..<20])
    for run in fixture.plan.runs where !run.isPretraining {
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
      #expect(result.validation?.total == 2)
      #expect(result.log.map(\.validationTotal) == result.log.map { _ in 2 })
    }
  }

  @Test("The pretext's validation part is measured on and not trained on")
  func pretextValidation() throws {
    let fixture = try ExecutorFixture { $0.pretexts[0].training.validationFraction = 0.2 }
    try fixture.make("pretraining rotation, seed 11")
    let (_, result) = try #require(try fixture.result("pretraining rotation, seed 11"))
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
      #expect(throws: StudyError.self) {
        try executor.execute(run, threads: ThreadShare(1)) { false }
      }
    }
  }

  @Test("Every kind of run gives up when it is told to")
  func interruption() throws {
    let fixture = try ExecutorFixture()
    try fixture.make("pretraining rotation, seed 11")
    let executor = fixture.executor()
    for run in fixture.plan.runs.prefix(5) {
      #expect(throws: NetworkError.interrupted, "\(run.label)") {
        try executor.execute(run, threads: ThreadShare(1)) { true }
      }
    }
  }

  @Test("A training that diverges fails its run alone")
  func divergence() async throws {
    let fixture = try ExecutorFixture { study in
      study.repetitions = 1
      study.labels = [10]
      study.arms.removeAll { $0.name.hasPrefix("rotation") }
      study.arms[0].training.optimizer = .sgd(learningRate: 1e30, momentum: 0)
    }
    let summary = try await fixture.sweep()
    #expect(summary.failed == ["supervised, 10 labels, seed 11"])
    #expect(summary.reasons.first?.hasPrefix("training diverged: ") == true)
    #expect(summary.finished == 1)
  }
}
