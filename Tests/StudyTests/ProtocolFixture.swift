import Foundation
import Testing

@testable import Study

/// A small valid protocol that tests break in one place at a time.
enum Fixture {
  static let path = "\(Package.root)/protocols/base.json5"

  static let text = """
    {
      name: "base",
      title: "A title",
      question: "A question?",
      dataset: { name: "strokes", training: 1200, test: 400, seed: 7 },
      pixels: "unit",
      pretextImages: [0, 400],
      labelledImages: [400, 1200],
      subset: "balanced",
      tests: [ { name: "test", images: [0, 400] } ],
      labels: [50, 200],
      seeds: "seeds/registered.txt",
      repetitions: 3,
      encoder: [
        { layer: "convolution", filters: 8, kernel: 3, stride: 2, padding: "same" },
        { layer: "relu" },
        { layer: "max-pooling", size: 2 },
      ],
      head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
      pretexts: [ {
        task: "rotation",
        head: [ { layer: "flatten" }, { layer: "dense", units: 4 } ],
        order: "shuffled",
        training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 192, epochs: 2 },
      } ],
      training: {
        optimizer: { name: "sgd", learningRate: 1e-3, momentum: 0.9 },
        batchSize: 32,
        updates: 60,
        evaluateEvery: 20,
        validationFraction: 0.2,
        earlyStopping: { monitor: "validation-loss", patience: 5, restoreBest: true },
      },
      arms: [
        { name: "supervised", weights: "random", encoder: "trained" },
        { name: "rotation", weights: "rotation", encoder: "frozen", training: { batchSize: 64 } },
      ],
      analysis: { baseline: "supervised", confidence: 0.95 },
    }
    """

  static func load(_ text: String = text) throws -> LoadedStudy {
    try ProtocolLoader.load(Data(text.utf8), path: path)
  }

  /// The protocol with every occurrence of one text replaced by another.
  static func changed(
    _ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    #expect(text.contains(old), "the fixture has this text", sourceLocation: sourceLocation)
    return text.replacingOccurrences(of: old, with: new)
  }

  /// The lines of the error that a text gives, its file's path shortened to `base.json5`.
  static func problems(_ text: String) -> [String] {
    do {
      _ = try load(text)
      return []
    } catch {
      return "\(error)".replacingOccurrences(of: "\(Package.root)/protocols/", with: "")
        .split(separator: "\n").map(String.init)
    }
  }
}

/// A change that breaks the fixture, and all that is said about it.
struct Broken: CustomTestStringConvertible, Sendable {
  let old: String
  let new: String
  let problems: [String]

  init(_ old: String, _ new: String, _ problems: String...) {
    self.old = old
    self.new = new
    self.problems = problems
  }

  var testDescription: String { "\(old) → \(new)" }
}
