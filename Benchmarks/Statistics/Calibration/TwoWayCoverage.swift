import Random
import Statistics

/// How often intervals of the gap hold for new seeds and new test images.
struct TwoWayCoverage {
  /// What two arms of equal quality differ by; standard deviations of a latent score, whose image
  /// difficulty has SD 1. An image is classified correctly where its score is above zero.
  struct Layers {
    let name: String
    /// Of the arms' difference by seed.
    let seed: Double
    /// Of the arms' difference by image: images that suit one of the arms.
    let image: Double
    /// Of each arm on each image, anew for every seed.
    let both: Double
  }

  static let images = 300
  static let resamples = 300
  static let layers = [
    Layers(name: "chance alone", seed: 0, image: 0, both: 0.5),
    Layers(name: "seeds", seed: 0.2, image: 0, both: 0.5),
    Layers(name: "images", seed: 0, image: 0.5, both: 0.5),
    Layers(name: "seeds and images", seed: 0.2, image: 0.2, both: 0.5),
  ]

  let effort: Effort

  /// The table.
  func table() async throws -> CalibrationTable {
    var table = CalibrationTable(
      title: "Coverage for new seeds and new test images",
      note:
        "Two arms of equal quality on \(Self.images) images, drawn anew for every study, accuracy "
        + "about 96 %, by what makes them differ. Percent; nominal 95. The last column is how often "
        + "McNemar's test of the first seed rejects at 5 %. The two-way bootstrap has "
        + "\(Self.resamples) resamples.",
      header: [
        "differ by", "n", "two-way", "t over seeds", "two-way bootstrap", "McNemar of a seed",
      ])
    for layers in Self.layers {
      for n in Effort.repetitions {
        var tallies = try await coverage(layers, n, effort.times(4000), withBootstrap: false)
        let small = try await coverage(layers, n, effort.times(500), withBootstrap: true)
        tallies[2] = small[2]
        table.rows.append([layers.name, "\(n)"] + tallies.map(\.text))
      }
    }
    return table
  }

  private func coverage(
    _ layers: Layers, _ n: Int, _ count: Int, withBootstrap: Bool
  ) async throws -> [Tally] {
    try await Replications.tallies(count, columns: 4) { index in
      var stream = RandomStream(
        seed: Effort.seed, purpose: "two-way/\(layers.name)/\(n)", index: index)
      let matrix = Self.matrix(layers, n, &stream)
      let sums = TwoWaySums(matrix)
      let comparison = try PairedComparison(differences: sums.rows, testImages: Self.images)
      let test = try McNemarTest(
        onlyFirst: matrix[0].count { $0 > 0 }, onlySecond: matrix[0].count { $0 < 0 })
      let bootstrap =
        withBootstrap
        ? try TwoWayBootstrap(matrix, resamples: Self.resamples, seed: index).interval : nil
      return [
        try TwoWayVariance(sums).interval?.contains(0), comparison.interval?.contains(0),
        bootstrap?.contains(0), test.p < 0.05,
      ]
    }
  }

  /// The differences (seeds × images) of two arms.
  private static func matrix(
    _ layers: Layers, _ n: Int, _ stream: inout RandomStream
  ) -> [[Int]] {
    let half = 0.5.squareRoot()
    let difficulty = (0..<images).map { _ in 2 + stream.gaussian() }
    let suited = (0..<2).map { _ in
      difficulty.map { $0 + layers.image * half * stream.gaussian() }
    }
    return (0..<n).map { _ in
      let arms = suited.map { image in
        let skill = layers.seed * half * stream.gaussian()
        return image.map { $0 + skill + layers.both * stream.gaussian() > 0 ? 1 : 0 }
      }
      return zip(arms[0], arms[1]).map { $0 - $1 }
    }
  }
}
