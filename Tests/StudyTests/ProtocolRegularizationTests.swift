import Foundation
import Network
import Testing

@testable import Study

@Suite("Batch normalisation and dropout in protocols")
struct ProtocolRegularizationTests {
  private static let relu = "{ layer: \"relu\" },"
  private static let norm = "{ layer: \"batch-normalization\", momentum: 0.9, epsilon: 1e-5 },"

  @Test("Both are read, with their defaults, and become layers of the engine")
  func reading() throws {
    let text = Fixture.changed(
      Self.relu,
      "{ layer: \"batch-normalization\", momentum: 0.9, epsilon: 1e-5, activation: \"relu\" },"
        + " \(Self.norm) { layer: \"dropout\", rate: 0.25 },")
    let study = try Fixture.load(text).study
    let networks = try StudyNetworks.onDigits(study)
    #expect(
      networks.encoder.layers[1...4] == [
        .batchNormalization(momentum: 0.9, epsilon: 1e-5), .relu,
        .batchNormalization(momentum: 0.9, epsilon: 1e-5), .dropout(rate: 0.25),
      ])
    let written = try CanonicalJSON.bytes(of: JSONValue(encoding: study.encoder))
    #expect(
      String(decoding: written, as: UTF8.self).contains(
        """
        {"activation":"none","epsilon":1e-05,"layer":"batch-normalization","momentum":0.9},\
        {"layer":"dropout","rate":0.25}
        """))
    let data = try JSONEncoder().encode(study.encoder)
    #expect(try JSONDecoder().decode([LayerSpecification].self, from: data) == study.encoder)
  }

  static let broken = [
    Broken(
      relu, "{ layer: \"dropout\", rate: 1 },",
      "base.json5:16:31: encoder[1].rate: 1.0 is out of range; use 0 or more, below 1"),
    Broken(
      relu, "{ layer: \"dropout\" },",
      "base.json5:16:5: encoder[1].rate: the key is missing; add rate: 0.5"),
    Broken(
      relu, "{ layer: \"batch-normalization\", momentum: 1, epsilon: 0 },",
      "base.json5:16:47: encoder[1].momentum: 1.0 is out of range; use 0 or more, below 1",
      "base.json5:16:59: encoder[1].epsilon: 0.0 is not above 0; use for example 1e-3"),
    Broken(
      relu, "{ layer: \"batch-normalisation\", momentum: 0.9, epsilon: 1e-5 },",
      #"base.json5:16:14: encoder[1].layer: unknown value "batch-normalisation"; "#
        + #"did you mean "batch-normalization"?"#),
  ]

  @Test("Settings out of range are named with the rule and the remedy", arguments: broken)
  func settings(_ test: Broken) {
    #expect(Fixture.problems(Fixture.changed(test.old, test.new)) == test.problems)
  }

  // Of 50 and 200 labels a fifth is for validation: 40 and 160 are trained on. 160 % 53 = 1.
  @Test("A batch of one example is refused where a trained network normalises")
  func batchOfOne() {
    let normalized = Fixture.changed(Self.relu, Self.norm)
    #expect(Fixture.problems(normalized) == [])
    let problems = Fixture.problems(
      normalized.replacingOccurrences(of: "batchSize: 32", with: "batchSize: 53"))
    #expect(
      problems == [
        "base.json5:28:16: training.batchSize: 160 examples in batches of 53 leave a batch of one, "
          + "and batch-normalization needs two; use another batchSize"
      ])
    // The arm with a batch size of its own trains the head only, which does not normalise.
    #expect(
      Fixture.problems(normalized.replacingOccurrences(of: "batchSize: 64", with: "batchSize: 53"))
        == [])
    #expect(
      Fixture.problems(
        Fixture.text.replacingOccurrences(of: "batchSize: 32", with: "batchSize: 53"))
        == [])
    // 1,600 rotations in batches of 1.
    let pretext = Fixture.problems(
      normalized.replacingOccurrences(of: "batchSize: 192", with: "batchSize: 1"))
    #expect(pretext.count == 1)
    #expect(
      pretext.first?.contains("pretexts[0].training.batchSize: 1600 examples in batches of 1")
        == true)
  }
}
