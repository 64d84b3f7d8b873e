import Network
import Random
import Testing

@testable import Study

@Suite("The votes of nearest neighbours")
struct NeighbourVoteTests {
  /// Points as features: the identity network's outputs.
  private func features(_ points: [[Float]]) throws -> Features {
    let shape = Shape(rows: 1, columns: 1, channels: points[0].count)
    let model = Model(try Architecture(input: shape, layers: []), level: .best, trains: false)
    return model.features(of: PointSource(shape: shape, points: points))
  }

  private func votes(
    _ labelled: [[Float]], _ labels: [UInt8], _ examples: [[Float]], neighbours: Int,
    level: CPULevel = .best, threads: Int = 1
  ) throws -> [UInt8] {
    NeighbourVote(
      try features(labelled), labels: labels, classes: 3, neighbours: neighbours, level: level,
      threads: ThreadShare(threads)
    ).classes(of: try features(examples))
  }

  private static let square: [[Float]] = [[0, 0], [4, 0], [0, 4], [4, 4]]

  @Test("The nearest decides alone; of two as near the earlier one")
  func nearest() throws {
    let found = try votes(
      Self.square, [0, 1, 2, 1], [[1, 1], [3, 1], [0, 3], [2, 0]], neighbours: 1)
    #expect(found == [0, 1, 2, 0])
  }

  @Test("Three vote: a majority wins, and of three single votes the nearest")
  func majority() throws {
    // Of (3, 3): the corners (4, 4), (4, 0) and (0, 4), of which two are of class 1.
    #expect(try votes(Self.square, [0, 1, 2, 1], [[3, 3]], neighbours: 3) == [1])
    // Of (1, 1.5): (0, 0), then (0, 4), then (4, 0): one vote each.
    #expect(try votes(Self.square, [0, 1, 2, 1], [[1, 1.5]], neighbours: 3) == [0])
  }

  @Test("It is what a search in double precision finds, at every level and with any threads")
  func search() throws {
    var stream = RandomStream(seed: 3, purpose: "points")
    func points(_ count: Int) -> [[Float]] {
      (0..<count).map { _ in (0..<7).map { _ in stream.uniform(-1, 1) } }
    }
    let (labelled, examples) = (points(90), points(300))
    let labels = (0..<90).map { _ in UInt8(stream.integer(below: 3)) }
    let expected = examples.map { example -> UInt8 in
      let order = labelled.indices.sorted { distance($0, example) < distance($1, example) }
      func distance(_ index: Int, _ other: [Float]) -> Double {
        zip(labelled[index], other).reduce(0) {
          $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
        }
      }
      let nearest = order.prefix(5)
      let counts = (0..<3).map { label in nearest.count { Int(labels[$0]) == label } }
      return nearest.first { counts[Int(labels[$0])] == counts.max() }.map { labels[$0] } ?? 0
    }
    for level in CPULevel.available {
      for threads in [1, 3] {
        let found = try votes(
          labelled, labels, examples, neighbours: 5, level: level, threads: threads)
        #expect(found == expected)
      }
    }
  }
}

private struct PointSource: ExampleSource {
  let shape: Shape
  let points: [[Float]]

  var count: Int { points.count }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    for (place, value) in points[image].enumerated() { target[place] = value }
  }
}
