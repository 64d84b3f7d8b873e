import Testing

@testable import Network

@Suite("Tests of contrasts")
struct ContrastiveEvaluationTests {
  // 150 examples: a group of 128 and one of 22, each compared within itself.
  @Test("A test of contrasts goes over groups of 128 examples", arguments: [1, 2, 3])
  func groups(threads: Int) throws {
    let loss = Loss.contrastive(temperature: 0.5)
    let architecture = try Architecture(
      input: Shape(rows: 1, columns: 1, channels: 5), branches: 2, layers: [])
    let model = Model(
      architecture, level: .best, threads: ThreadShare(threads), loss: loss)
    let source = TargetSource.random(architecture, loss, count: 150)
    let rows = source.images.map { $0.map(Double.init) }
    let (first, last) = (Array(rows[..<256]), Array(rows[256...]))
    let expected =
      (128 * loss.reference(first, source) + 22 * loss.reference(last, source)) / 150
    let found = model.evaluate(source)
    #expect(abs(found.loss - expected) < 1e-6)
    #expect(abs(found.loss - loss.reference(rows, source)) > 1e-2, "groups are visible")
    #expect(found.total == 300)
    #expect(found.correct == Self.hits(first) + Self.hits(last))
    #expect(found.predictions.isEmpty)
    let features = model.features(of: source)
    #expect(features.count == 300)
    #expect(features.values.bits == source.images.flatMap { $0 }.bits)
  }

  private static func hits(_ rows: [[Double]]) -> Int {
    func cosine(_ one: [Double], _ other: [Double]) -> Double {
      zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
        / (other.reduce(0) { $0 + $1 * $1 }).squareRoot()
    }
    return rows.indices.count { row in
      let others = rows.indices.filter { $0 != row }
      return others.max { cosine(rows[row], rows[$0]) < cosine(rows[row], rows[$1]) } == row ^ 1
    }
  }
}
