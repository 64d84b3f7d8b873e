import Testing

@testable import Random

@Suite("Purposes of streams")
struct PurposeTests {
  /// The purposes that the program uses or has names kept for; a new one joins the list.
  static let purposes: [String] = {
    let parts = ["encoder", "head", "pretext", "classifier", "0", "1", "2", "3", "4", "5"]
    let arms = ["supervised", "rotation", "rotation-finetuned", "random"]
    var purposes = ["subset", "split", "validation", "test", "augment", "bootstrap", "strokes"]
    purposes += ["sign-flip"]
    purposes += ["dropout/pretext", "dropout/downstream"]
    purposes += ["init", "order", "strokes/image", "strokes/label", "strokes/noise"]
    for set in ["strokes", "shapes"] {
      for part in ["training", "test"] { purposes += ["\(set)/\(part)", "\(set)/\(part)/classes"] }
    }
    purposes += ["super-resolution", "inpainting", "denoising", "masked"].map { "pretext/\($0)" }
    purposes += ["inpainting", "masked"].map { "pretext/\($0)/fill" }
    for kind in ["init", "order", "augment"] {
      purposes += parts.map { "\(kind)/\($0)" } + arms.map { "\(kind)/\($0)" }
      for arm in arms { purposes += parts.map { "\(kind)/\(arm)/\($0)" } }
    }
    return purposes
  }()

  @Test("No two purposes of the program collide, nor do the streams of their first indices")
  func purposesDoNotCollide() {
    var hashes: [UInt64] = []
    for purpose in Self.purposes {
      for index in UInt64(0)..<32 { hashes.append(RandomStream.hash(of: purpose, index: index)) }
    }
    hashes.sort()
    let neighbours = zip(hashes, hashes.dropFirst())
    #expect(neighbours.allSatisfy { $0 != $1 })
    #expect(hashes.count == Self.purposes.count * 32)
  }

  @Test("The first 70,000 images of the built-in set have streams of their own")
  func imagesDoNotCollide() {
    let hashes = (0..<70_000).map { RandomStream.hash(of: "strokes", index: $0) }.sorted()
    #expect(zip(hashes, hashes.dropFirst()).allSatisfy { $0 != $1 })
  }
}
