import Images
import Testing

@testable import Datasets

@Suite("The built-in set as a data set")
struct StrokesDatasetTests {
  // Drawn once on x86-64 Linux; a change means that every record over this set changes.
  @Test("The images are bit for bit those that were drawn when the set was made")
  func golden() throws {
    #expect(Strokes.probe() == Strokes.probeDigest)
    let first = Strokes.image(0, of: .training, seed: 2026)
    #expect(Digest(of: first.pixels + [first.label]).short == "783adaca3ed6")
  }

  @Test("A request sets sizes and seed, and the digests are those of pixels and labels")
  func request() throws {
    let dataset = try DataLibrary(searchPath: [])
      .load(DatasetRequest("strokes", training: 30, test: 12, seed: 9))
    #expect(dataset.training == Strokes.images(30, of: .training, seed: 9))
    #expect(dataset.test.count == 12)
    #expect(dataset.files.map(\.name) == DataPart.allCases.map(\.fileName))
    #expect(dataset.files[0].digest == Digest(of: dataset.training.pixels))
    #expect(dataset.files[3].digest == Digest(of: dataset.test.labels))
  }
}
