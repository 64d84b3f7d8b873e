import Network

/// The part of a run's result that its rows in a report need.
struct RunFigures: Decodable {
  let epochs: Int
  let tests: [RunResult.Score]
}

/// What a training leaves in a record: figures only; weights and predictions are attachments.
struct RunResult: Codable, Equatable {
  /// Right answers of some examples.
  struct Score: Codable, Equatable {
    let name: String
    let correct: Int
    let total: Int
    /// Nil where votes are counted, of which there is none.
    let loss: Double?
    /// Of a task other than classification; nil for it.
    let metrics: [MetricValue]?

    init(_ name: String, correct: Int, total: Int) {
      self.name = name
      self.correct = correct
      self.total = total
      loss = nil
      metrics = nil
    }

    init(_ name: String, _ evaluation: Evaluation, _ metrics: [MetricValue]? = nil) {
      self.name = name
      correct = evaluation.correct
      total = evaluation.total
      loss = evaluation.loss
      self.metrics = metrics
    }
  }

  /// The value of a metric.
  struct MetricValue: Codable, Equatable {
    let name: String
    let value: Double
  }

  /// One line of the training log.
  struct Line: Codable, Equatable {
    let update: Int
    let epoch: Int
    let loss: Double
    let correct: Int
    let total: Int
    let validationLoss: Double?
    let validationCorrect: Int?
    let validationTotal: Int?

    init(_ measurement: Measurement) {
      update = measurement.update
      epoch = measurement.epoch
      loss = measurement.loss
      correct = measurement.correct
      total = measurement.total
      validationLoss = measurement.validationLoss
      validationCorrect = measurement.validationCorrect
      validationTotal = measurement.validationTotal
    }
  }

  let epochs: Int
  let updates: Int
  let keptUpdate: Int
  let stoppedEarly: Bool
  /// On the study's test sets, in its order; none for a pretraining.
  let tests: [Score]
  /// On the validation part, with the weights that were kept.
  let validation: Score?
  /// Of a pretraining whose answers are images or classes of pixels: how good they are on the validation
  /// part.
  let measures: [PretextMeasure]?
  let log: [Line]

  /// What counting votes or scoring a learner's answer leaves: no network of the program's was trained.
  init(votes: [Score]) {
    epochs = 0
    updates = 0
    keptUpdate = 0
    stoppedEarly = false
    tests = votes
    validation = nil
    measures = nil
    log = []
  }

  init(
    _ log: TrainingLog, tests: [Score], validation: Score?, measures: [PretextMeasure]? = nil
  ) {
    epochs = log.epochs
    updates = log.updates
    keptUpdate = log.keptUpdate
    stoppedEarly = log.stoppedEarly
    self.tests = tests
    self.validation = validation
    self.measures = measures
    self.log = log.measurements.map(Line.init)
  }
}
