import Testing

@testable import Network

@Suite("Length of a training")
struct TrainerLengthTests {
  static let shape = Shape(rows: 1, columns: 1, channels: 2)

  private func run(
    _ length: Training.Length, examples: Int = 10, batch: Int = 4, shuffles: Bool = false,
    isInterrupted: () -> Bool = { false }, report: (Measurement) -> Void = { _ in }
  ) throws -> TrainingLog {
    let model = try Model.random(try Architecture(input: Self.shape, layers: [.dense(units: 2)]))
    var trainer = Trainer(
      model, on: ListSource.random(Self.shape, count: examples, classes: 2),
      training: Training(
        optimizer: .sgd(learningRate: 0.1, momentum: 0), batchSize: batch, shuffles: shuffles,
        length: length))
    return try trainer.run(isInterrupted: isInterrupted, report: report)
  }

  @Test("Epochs are measured at their ends, the smaller last batch included")
  func epochs() throws {
    let log = try run(.epochs(3))
    #expect(log.measurements.map(\.update) == [3, 6, 9])
    #expect(log.measurements.map(\.epoch) == [1, 2, 3])
    #expect(log.measurements.map(\.total) == [10, 10, 10])
    #expect((log.updates, log.epochs, log.keptUpdate) == (9, 3, 9))
    #expect(!log.stoppedEarly)
    #expect(log.measurements.allSatisfy { $0.validationLoss == nil && $0.validationTotal == nil })
  }

  struct Places: Sendable {
    let updates: Int
    let interval: Int
    let measured: [Int]
    let totals: [Int]
    let epochs: Int
  }

  /// Batches of 4, 4 and 2 of ten examples, by hand.
  @Test(
    "Updates are measured after every interval and after the last",
    arguments: [
      Places(updates: 7, interval: 3, measured: [3, 6, 7], totals: [10, 10, 4], epochs: 3),
      Places(updates: 6, interval: 3, measured: [3, 6], totals: [10, 10], epochs: 2),
      Places(updates: 5, interval: 2, measured: [2, 4, 5], totals: [8, 6, 4], epochs: 2),
      Places(updates: 2, interval: 9, measured: [2], totals: [8], epochs: 1),
      Places(updates: 4, interval: 1, measured: [1, 2, 3, 4], totals: [4, 4, 2, 4], epochs: 2),
      Places(updates: 0, interval: 1, measured: [], totals: [], epochs: 0),
    ])
  func updates(_ places: Places) throws {
    let log = try run(.updates(places.updates, interval: places.interval))
    #expect(log.measurements.map(\.update) == places.measured)
    #expect(log.measurements.map(\.total) == places.totals)
    #expect((log.updates, log.epochs) == (places.updates, places.epochs))
    #expect(log.keptUpdate == places.updates)
    #expect(!log.stoppedEarly)
  }

  @Test("As many updates as three epochs have take the same steps")
  func updatesEqualEpochs() throws {
    let epochs = try run(.epochs(3), shuffles: true)
    let updates = try run(.updates(9, interval: 3), shuffles: true)
    #expect(epochs == updates)
  }

  @Test("No epoch leaves the weights as they were")
  func noEpochs() throws {
    let log = try run(.epochs(0))
    #expect(log.measurements.isEmpty)
    #expect((log.updates, log.epochs, log.keptUpdate) == (0, 0, 0))
  }

  @Test("Every measurement is reported at once and in order")
  func reports() throws {
    var reported: [Measurement] = []
    let log = try run(.updates(7, interval: 2), report: { reported.append($0) })
    #expect(reported == log.measurements)
  }

  @Test("An interruption ends the training before the next update", arguments: [0, 1, 4])
  func interruption(after allowed: Int) {
    var asked = 0
    let error = #expect(throws: NetworkError.self) {
      try run(
        .epochs(5),
        isInterrupted: {
          asked += 1
          return asked > allowed
        })
    }
    #expect(error == .interrupted)
    #expect(asked == allowed + 1)
  }

  @Test("One example in a batch of any size is one update an epoch", arguments: [1, 64])
  func oneExample(batch: Int) throws {
    let log = try run(.epochs(2), examples: 1, batch: batch)
    #expect(log.measurements.map(\.total) == [1, 1])
    #expect(log.updates == 2)
  }
}
