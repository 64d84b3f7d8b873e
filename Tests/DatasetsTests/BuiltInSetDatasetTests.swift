import Images
import Testing

@testable import Datasets

@Suite("The built-in sets as data sets")
struct BuiltInSetDatasetTests {
  // Drawn once on x86-64 Linux; a change means that every record over this set changes.
  @Test("The images are bit for bit those that were drawn when the sets were made")
  func golden() throws {
    for set in BuiltInSet.allCases { #expect(set.probe() == set.probeDigest) }
    let digit = Strokes.image(0, of: .training, seed: 2026)
    #expect(Digest(of: digit.pixels + [digit.label]).short == "783adaca3ed6")
    let shape = Shapes.image(0, of: .training, seed: 2026)
    #expect(Digest(of: shape.pixels + [shape.label]).short == "64b6c89f1de0")
  }

  @Test(
    "A request sets sizes and seed, and the digests are those of pixels and labels",
    arguments: BuiltInSet.allCases)
  func request(set: BuiltInSet) throws {
    let dataset = try DataLibrary(searchPath: [])
      .load(DatasetRequest(set.name, training: 30, test: 12, seed: 9))
    #expect(dataset.training == set.images(30, of: .training, seed: 9))
    #expect(dataset.test.count == 12 && dataset.test.channels == set.channels)
    #expect(dataset.files.map(\.name) == DataPart.allCases.map(\.fileName))
    #expect(dataset.files[0].digest == Digest(of: dataset.training.pixels))
    #expect(dataset.files[3].digest == Digest(of: dataset.test.labels))
  }
}
