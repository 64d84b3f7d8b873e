import Datasets
import Foundation
import Testing

@testable import Study

/// Whoever changes one of these texts makes every record of every store worthless: all are made again.
/// The names are those that `sha256sum` gives of the texts.
@Suite("The specifications of a tiny study, to the letter")
struct PlanSpecificationTests {
  private static let encoder = """
    "encoder":[{"activation":"relu","filters":4,"kernel":3,"layer":"convolution",\
    "padding":"same","stride":2},{"layer":"max-pooling","padding":"valid","size":2,"stride":2}]
    """

  private static let adam = """
    "optimizer":{"beta1":0.9,"beta2":0.999,"epsilon":1e-07,"learningRate":0.01,"name":"adam"}
    """

  private static let trainingImages = """
    {"digest":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",\
    "name":"train-images-idx3-ubyte"}
    """

  private static let pretraining = """
    {"data":[\(trainingImages)],\(encoder),"engineVersion":2,"firstImageLast":false,\
    "head":[{"layer":"flatten"},{"activation":"none","layer":"dense","units":4}],\
    "images":[0,10],"input":[28,28,1],"kind":"pretraining","pixels":"unit",\
    "seed":"3572778391","task":"rotation",\
    "training":{"batchSize":16,"epochs":1,\(adam),"shuffle":true,"validationFraction":0}}
    """

  private static func downstream(_ use: String, _ weights: String, _ needs: String) -> String {
    """
    {"data":[\(trainingImages),\
    {"digest":"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",\
    "name":"train-labels-idx1-ubyte"},\
    {"digest":"2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6",\
    "name":"t10k-images-idx3-ubyte"},\
    {"digest":"18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4",\
    "name":"t10k-labels-idx1-ubyte"}],\(encoder),"encoderUse":"\(use)","engineVersion":2,\
    "head":[{"layer":"flatten"},{"activation":"none","layer":"dense","units":10}],\
    "images":[10,60],"input":[28,28,1],"kind":"downstream","labels":10,"pixels":"unit",\
    \(needs)"seed":"3572778391","subset":"balanced","tests":[{"images":[0,20],"name":"all"}],\
    "training":{"batchSize":8,\
    "earlyStopping":{"monitor":"validation-loss","patience":2,"restoreBest":true},\
    "evaluateEvery":3,\(adam),"shuffle":true,"updates":6,"validationFraction":0.2},\
    "weights":"\(weights)"}
    """
  }

  static let pretrainingName = "555d2930bea5253bdc4b3b8f2954f4df8b21378a68445c9f3600ed8da696852b"

  static let cases: [(Int, String, String)] = [
    (0, pretraining, pretrainingName),
    (
      1, downstream("trained", "random", ""),
      "49b71e6e1b07b6965fe272bd0ca3f356721179291d6afc1aea2b9e6340862a27"
    ),
    (
      2, downstream("frozen", "pretext", "\"pretraining\":\"\(pretrainingName)\","),
      "2626f9935fc580380fb375b74b6dec803f28c5153deeefead532f7968bf6ad55"
    ),
  ]

  @Test("A specification and the name of its record are as they were", arguments: cases)
  func specification(index: Int, text: String, name: String) throws {
    let run = try plan().runs[index]
    let found = String(decoding: try CanonicalJSON.bytes(of: run.specification), as: UTF8.self)
    #expect(found == text)
    #expect(run.identifier.hexadecimal == name)
  }

  private func plan() throws -> Plan {
    let text = TinyStudy.text
      .replacingOccurrences(of: "{ name: \"some\", images: [5, 15] }, ", with: "")
      .replacingOccurrences(of: "learningRate: 1e-3", with: "learningRate: 1e-2")
    let path = "\(Package.root)/protocols/tiny.json5"
    let study = try ProtocolLoader.load(Data(text.utf8), path: path).study
    let files = zip(DataPart.allCases, ["a", "b", "c", "d"]).map {
      DataFile(name: $0.fileName, digest: Digest(of: $1))
    }
    let drawn = try TinyStudy.dataset(study)
    return try Plan(
      study,
      on: Dataset(
        name: "x", training: drawn.training, test: drawn.test, files: files, origin: "a test"))
  }
}
