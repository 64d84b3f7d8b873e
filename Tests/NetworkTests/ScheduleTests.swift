import Foundation
import Testing

@testable import Network

@Suite("Schedules of the learning rate")
struct ScheduleTests {
  private func rates(
    _ schedule: Schedule, rate: Float = 0.1, length: Training.Length, examples: Int = 10,
    batch: Int = 4, count: Int
  ) throws -> [Float] {
    let training = Training(
      optimizer: .sgd(learningRate: rate, momentum: 0), batchSize: batch, shuffles: false,
      length: length, schedule: schedule)
    let scheduled = try #require(ScheduledRate(training, examples: examples))
    return (0..<count).map { scheduled.rate(after: $0) }
  }

  @Test("Without a schedule there is none")
  func none() {
    let training = Training(
      optimizer: .sgd(learningRate: 0.1, momentum: 0), batchSize: 4, shuffles: false,
      length: .epochs(1))
    #expect(ScheduledRate(training, examples: 10) == nil)
  }

  @Test("Steps fall when so many epochs are over; the last batch of an epoch counts")
  func epochs() throws {
    // 10 examples in batches of 4: 3 updates an epoch.
    let found = try rates(
      Schedule(.step(factor: 0.5, times: [1, 3])), length: .epochs(4), count: 12)
    #expect(found == [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025])
  }

  @Test("Steps fall when so many updates are over")
  func updates() throws {
    let found = try rates(
      Schedule(.step(factor: 0.1, times: [2, 3])), rate: 1, length: .updates(5, interval: 1),
      count: 5)
    #expect(found == [1, 1, 0.1, 0.01, 0.01])
  }

  @Test("RotNet's published rates: 0.1, 0.02, 0.004, 0.0008 from the epochs 60, 120, 160")
  func published() throws {
    let found = try rates(
      Schedule(.step(factor: 0.2, times: [60, 120, 160])), length: .epochs(200), examples: 1,
      batch: 1, count: 200)
    for (epoch, expected) in [
      (0, 0.1), (59, 0.1), (60, 0.02), (119, 0.02), (120, 0.004), (159, 0.004), (160, 0.0008),
      (199, 0.0008),
    ] {
      #expect(abs(Double(found[epoch]) - expected) < 1e-7 * expected, "epoch \(epoch)")
    }
  }

  @Test("A warm-up rises by equal steps and ends at the rate")
  func warmup() throws {
    let found = try rates(
      Schedule(.constant, warmup: 4), rate: 1, length: .updates(6, interval: 1), count: 6)
    #expect(found == [0.25, 0.5, 0.75, 1, 1, 1])
    let epochs = try rates(Schedule(.constant, warmup: 1), rate: 3, length: .epochs(2), count: 5)
    #expect(epochs == [1, 2, 3, 3, 3])
  }

  @Test("The cosine falls from the rate to its part, as the C library has it")
  func cosine() throws {
    let found = try rates(
      Schedule(.cosine(final: 0.1), warmup: 2), rate: 1, length: .updates(102, interval: 1),
      count: 102)
    #expect(found[0...2] == [0.5, 1, 1])
    for update in 2..<102 {
      let part = Double(update - 2) / 100
      let expected = 0.1 + 0.9 * (1 + cos(Double.pi * part)) / 2
      #expect(abs(Double(found[update]) - expected) < 1e-7)
    }
    #expect(abs(found[52] - 0.55) < 1e-7)
  }

  @Test("The polynomial is the cosine to within 4e-16, and exact where that is rational")
  func polynomial() {
    let worst = (0...100_000).map { step in
      let x = Double(step) / 100_000
      return abs(cosineOfHalfTurns(x) - cos(Double.pi * x))
    }.max()
    #expect(worst ?? 1 <= 4e-16)
    #expect(cosineOfHalfTurns(0) == 1)
    #expect(cosineOfHalfTurns(0.5) == 0)
    #expect(cosineOfHalfTurns(1) == -1)
  }
}
