import Random
import Testing

@testable import Network

@Suite("Losses on threads and levels", .timeLimit(.minutes(10)))
struct LossBitsTests {
  /// All that a training leaves.
  private struct Trained: Equatable {
    let weights: [UInt32]
    let log: TrainingLog
    let evaluation: Evaluation
  }

  private func train(
    _ test: LossCase, level: CPULevel = .best, tile: Int = 3, threads: Int = 1,
    monitor: EarlyStopping.Monitor = .validationLoss
  ) throws -> Trained {
    let model = try test.model(level: level, tile: tile, threads: ThreadShare(threads))
    let source = TargetSource.random(model.architecture, test.loss, count: 107)
    let validation = TargetSource.random(model.architecture, test.loss, count: 33, seed: 2)
    // 107 in batches of 75: shards of 32, 32 and 11, and a batch of 32.
    var trainer = Trainer(
      model, on: source, validation: validation,
      training: Training(
        optimizer: .adam(learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 75, shuffles: true, length: .epochs(8),
        earlyStopping: EarlyStopping(monitor: monitor, patience: 2, restoresBest: true)),
      order: RandomStream(seed: 1, purpose: "order"))
    let log = try trainer.run()
    return Trained(
      weights: model.weights.bits, log: log, evaluation: model.evaluate(validation))
  }

  @Test("Neither threads, tile nor CPU level change a bit", arguments: LossCase.all)
  func bits(_ test: LossCase) throws {
    let expected = try train(test)
    for threads in [2, 3, 8] {
      #expect(try train(test, tile: 1, threads: threads) == expected, "\(threads) threads")
    }
    for level in CPULevel.available {
      #expect(try train(test, level: level, tile: 5) == expected, "\(level)")
    }
  }

  @Test("Training lowers the loss, and the best weights come back", arguments: LossCase.all)
  func training(_ test: LossCase) throws {
    let trained = try train(test, monitor: .loss)
    let losses = trained.log.measurements.map(\.loss)
    let best = try #require(losses.min())
    #expect(best < losses[0])
    #expect((trained.evaluation.total > 0) == test.loss.hasAccuracy)
    let kept = try #require(
      trained.log.measurements.first { $0.update == trained.log.keptUpdate })
    #expect(kept.loss == best)
    #expect(kept.validationLoss == trained.evaluation.loss)
    #expect(kept.validationTotal == trained.evaluation.total)
    #expect(kept.validationCorrect == trained.evaluation.correct)
  }

  @Test("What nothing can be right of has an accuracy of 0, and stops nothing by dividing")
  func noAccuracy() throws {
    let trained = try train(LossCase.all[1], monitor: .validationAccuracy)
    #expect(trained.evaluation.total == 0)
    #expect(trained.evaluation.accuracy == 0)
    #expect(trained.evaluation.predictions.isEmpty)
    // The first measurement is the best, as all are equal; two more are waited for.
    #expect(trained.log.updates == 6)
    #expect(trained.log.measurements.allSatisfy { $0.total == 0 && $0.correct == 0 })
  }
}
