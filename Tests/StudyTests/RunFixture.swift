import Datasets
import Foundation
import Network
import Pretext

@testable import Study

/// A study of a few dozen drawn digits, small enough to be trained in a debug build.
enum TinyStudy {
  static let text = """
    {
      name: "tiny",
      title: "A tiny study",
      question: "Does it work?",
      dataset: { name: "strokes", training: 60, test: 20, seed: 5 },
      pixels: "unit",
      pretextImages: [0, 10],
      labelledImages: [10, 60],
      subset: "balanced",
      tests: [ { name: "some", images: [5, 15] }, { name: "all", images: [0, 20] } ],
      labels: [10, 20],
      seeds: "seeds/registered.txt",
      repetitions: 2,
      encoder: [
        { layer: "convolution", filters: 4, kernel: 3, stride: 2, padding: "same",
          activation: "relu" },
        { layer: "max-pooling", size: 2 },
      ],
      head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
      pretexts: [ {
        task: "rotation",
        head: [ { layer: "flatten" }, { layer: "dense", units: 4 } ],
        order: "shuffled",
        training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 16, epochs: 1 },
      } ],
      training: {
        optimizer: { name: "adam", learningRate: 1e-2 },
        batchSize: 8,
        updates: 6,
        evaluateEvery: 3,
        validationFraction: 0.2,
        earlyStopping: { monitor: "validation-loss", patience: 2, restoreBest: true },
      },
      arms: [
        { name: "supervised", weights: "random", encoder: "trained" },
        { name: "rotation", weights: "rotation", encoder: "frozen" },
        { name: "rotation-finetuned", weights: "rotation", encoder: "trained" },
        { name: "random", weights: "random", encoder: "frozen" },
      ],
      analysis: { baseline: "supervised", confidence: 0.95 },
    }
    """

  /// The protocol as a file would give it.
  static func loaded() throws -> LoadedStudy {
    try ProtocolLoader.load(Data(text.utf8), path: "\(Package.root)/protocols/tiny.json5")
  }

  /// The study with seeds of its own, and with a change.
  static func study(_ change: (inout Study) throws -> Void = { _ in }) throws -> Study {
    var study = try loaded().study
    study.seedList = [11, 22, 33]
    try change(&study)
    return study
  }

  /// The data of a study on the built-in set; those of the study as it is are drawn once.
  static func dataset(_ study: Study) throws -> Dataset {
    study.dataset == own ? try drawn.get() : try load(study.dataset)
  }

  private static let own = DatasetSpecification.strokes(training: 60, test: 20, seed: 5)
  private static let drawn = Result { try load(own) }

  private static func load(_ dataset: DatasetSpecification) throws -> Dataset {
    try DataLibrary(searchPath: []).load(dataset.request)
  }

  /// The plan of the study with a change.
  static func plan(_ change: (inout Study) throws -> Void = { _ in }) throws -> Plan {
    let study = try study(change)
    return try Plan(study, on: dataset(study))
  }
}

extension Plan {
  /// The identifier of every run, by its label.
  var identifiers: [String: Digest] {
    Dictionary(runs.map { ($0.label, $0.identifier) }) { first, _ in first }
  }

  /// The run of a label.
  func run(_ label: String) -> Run? { runs.first { $0.label == label } }
}

extension StudyNetworks {
  /// The networks of a study on grey images of 28 × 28.
  static func onDigits(_ study: Study) throws -> StudyNetworks {
    let shape = Shape(rows: 28, columns: 28, channels: 1)
    return try StudyNetworks(study, on: PretextSubject(shape: shape, classCount: 10))
  }

  /// What the arm `supervised` trains: encoder and head.
  var classifier: Architecture { trained("supervised") }
  /// What the arm `rotation` trains on the encoder's features.
  var head: Architecture { trained("rotation") }
  /// Encoder and head of the first pretext.
  var firstPretext: Architecture? { pretexts.first?.network }

  private func trained(_ arm: String) -> Architecture {
    guard let own = downstream(of: arm, on: "classification") else {
      preconditionFailure("an arm of the study")
    }
    return own.trained
  }
}
