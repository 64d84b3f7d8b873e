import Foundation
import Synchronization

/// Times epochs of trainings that run at the same time: they wait for one another after every
/// epoch, so that each measured one has all of them at work.
final class EpochClock: Sendable {
  private struct State {
    var epoch = 0
    var arrived = 0
    var loss = 0.0
    var start = ContinuousClock.now
  }

  private let trainings: Int
  private let report: @Sendable (_ epoch: Int, _ seconds: Double, _ loss: Double) -> Void
  private let condition = NSCondition()
  private let state = Mutex(State())

  /// A clock that starts now.
  ///
  /// - Parameters:
  ///   - trainings: how many wait for one another.
  ///   - report: gets every epoch's number, from 1, its seconds, and the first training's loss.
  init(
    trainings: Int,
    report: @escaping @Sendable (_ epoch: Int, _ seconds: Double, _ loss: Double) -> Void
  ) {
    self.trainings = trainings
    self.report = report
  }

  /// A training has ended an epoch; returns when all have.
  ///
  /// - Parameters:
  ///   - training: its number, from 1.
  ///   - loss: its mean loss in the epoch.
  func endEpoch(_ training: Int, loss: Double) {
    condition.lock()
    defer { condition.unlock() }
    let epoch = state.withLock(\.epoch)
    if arrive(training, loss) {
      condition.broadcast()
    } else {
      while state.withLock(\.epoch) == epoch { condition.wait() }
    }
  }

  /// Takes note of a training; the last one reports and begins the next epoch.
  private func arrive(_ training: Int, _ loss: Double) -> Bool {
    state.withLock { state in
      state.arrived += 1
      if training == 1 { state.loss = loss }
      guard state.arrived == trainings else { return false }
      state.epoch += 1
      let seconds = (ContinuousClock.now - state.start) / .seconds(1)
      report(state.epoch, seconds, state.loss)
      state.arrived = 0
      state.start = .now
      return true
    }
  }
}
