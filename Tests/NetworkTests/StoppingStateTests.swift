import Testing

@testable import Network

@Suite("Early stopping")
struct StoppingStateTests {
  struct Case: Sendable {
    let scores: [Double]
    let patience: Int
    /// The measurement, from 1, after which training stops; nil where it goes on.
    let stop: Int?
    /// The measurement whose weights are the best by then.
    let best: Int
  }

  /// Larger is better here; each test turns the scores into its monitor's figure. By hand, after
  /// `EarlyStopping` of Keras: only a strictly better figure ends the waiting.
  static let cases = [
    Case(scores: [1, 2, 3, 4], patience: 1, stop: nil, best: 4),
    Case(scores: [4, 3, 2, 1], patience: 1, stop: 2, best: 1),
    Case(scores: [4, 3, 2, 1], patience: 0, stop: 2, best: 1),
    Case(scores: [4, 3, 2, 1], patience: 3, stop: 4, best: 1),
    Case(scores: [4, 3, 2, 1], patience: 4, stop: nil, best: 1),
    Case(scores: [1, 1, 1], patience: 2, stop: 3, best: 1),
    Case(scores: [1, 2, 2, 3, 3, 3], patience: 2, stop: 6, best: 4),
    Case(scores: [3, 1, 2, 3, 4], patience: 3, stop: 4, best: 1),
    Case(scores: [3, 1, 2, 3.5, 1, 1, 1, 9], patience: 3, stop: 7, best: 4),
    Case(scores: [1, .nan, 2, .nan, .nan], patience: 2, stop: 5, best: 3),
  ]

  /// A measurement whose monitored figure has this rank, and whose other figures always get worse.
  private func measurement(
    _ index: Int, _ score: Double, _ monitor: EarlyStopping.Monitor
  ) -> Measurement {
    let worse = 100.0 - Double(index)
    // Accuracies are counts: a rank of 3.5 is 35 of 1,000. A rank that is no number is no count.
    let count = score.isNaN ? -1 : Int(score * 10)
    return Measurement(
      update: index * 10, epoch: index, loss: monitor == .loss ? -score : -worse,
      correct: monitor == .accuracy ? count : Int(worse), total: 1000,
      validationLoss: monitor == .validationLoss ? -score : -worse,
      validationCorrect: monitor == .validationAccuracy ? count : Int(worse), validationTotal: 1000)
  }

  @Test(
    "Every monitor stops after its patience and gives back the best weights", arguments: cases,
    EarlyStopping.Monitor.allCases)
  func stopping(_ test: Case, monitor: EarlyStopping.Monitor) {
    for restores in [false, true] {
      let parameters = Buffer<Float>(3, zero: 0)
      var state = StoppingState(
        EarlyStopping(monitor: monitor, patience: test.patience, restoresBest: restores),
        parameters: 3)
      var stop: Int?
      for (index, score) in test.scores.enumerated() where stop == nil {
        parameters.fill(Float(index + 1))
        let stops = state.observe(measurement(index + 1, score, monitor), parameters)
        if stops { stop = index + 1 }
      }
      #expect(stop == test.stop)
      let last = Float(stop ?? test.scores.count)
      #expect(state.restore(into: parameters) == (restores ? test.best * 10 : nil))
      #expect(parameters.pointer[0] == (restores ? Float(test.best) : last))
      #expect(parameters.pointer[2] == parameters.pointer[0])
    }
  }

  @Test("Without a rule, or without the figure it watches, nothing stops")
  func nothingToWatch() {
    let parameters = Buffer<Float>(3, zero: 1)
    var none = StoppingState(nil, parameters: 3)
    var blind = StoppingState(
      EarlyStopping(monitor: .validationLoss, patience: 1, restoresBest: true), parameters: 3)
    for update in 1...5 {
      let measurement = Measurement(
        update: update, epoch: 1, loss: 1, correct: 0, total: 1, validationLoss: nil,
        validationCorrect: nil, validationTotal: nil)
      let stops = [
        none.observe(measurement, parameters), blind.observe(measurement, parameters),
      ]
      #expect(stops == [false, false])
    }
    #expect(none.restore(into: parameters) == nil)
    #expect(blind.restore(into: parameters) == nil)
  }

  @Test("Only the validation monitors need validation examples")
  func needsValidation() {
    let needing = EarlyStopping.Monitor.allCases.filter(\.needsValidation)
    #expect(needing == [.validationAccuracy, .validationLoss])
  }
}
