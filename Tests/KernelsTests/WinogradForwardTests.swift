import Random
import Testing

@testable import Network

@Suite("Winograd's forward kernel")
struct WinogradForwardTests {
  /// Two images of 7 × 6 padded pixels, and 3 × 2 tiles in each: the last row of tiles reaches one row
  /// beyond its image.
  private struct Case {
    let inputChannels: Int
    let channels: Int
    let tileCount: Int
    let input: [Float]
    let weights: [Float]
    let bias: [Float]
    let tiles: [Int32]

    var padded: Int { roundedUp(channels) }
    var rowStride: Int { 6 * inputChannels }

    init(inputChannels: Int, channels: Int, tileCount: Int) {
      var stream = RandomStream(seed: UInt64(channels), purpose: "winograd")
      self.inputChannels = inputChannels
      self.channels = channels
      self.tileCount = tileCount
      input = stream.values((2 * 7 + 1) * 6 * inputChannels)
      let padding = [Float](repeating: 0, count: roundedUp(channels) - channels)
      weights = (0..<(9 * inputChannels)).flatMap { _ in stream.values(channels) + padding }
      bias = stream.values(channels) + padding
      tiles = (0..<tileCount).map { index in
        let (image, row, column) = (index / 6 % 2, index / 2 % 3, index % 2)
        return Int32(((image * 7 + row * 2) * 6 + column * 2) * inputChannels)
      }
    }

    private func value(_ tile: Int, _ row: Int, _ column: Int, _ channel: Int) -> Float {
      input[Int(tiles[tile]) + row * rowStride + column * inputChannels + channel]
    }

    private func weight(_ row: Int, _ column: Int, _ from: Int, _ to: Int) -> Float {
      weights[((row * 3 + column) * inputChannels + from) * padded + to]
    }

    /// The four outputs of a tile in the documented order of sums.
    func outputs(_ tile: Int, _ channel: Int) -> [Float] {
      var products = [[Float]](repeating: [0, 0, 0, 0], count: 4)
      for c in 0..<inputChannels {
        let columns = (0..<4).map { column in
          Self.transformed((0..<4).map { value(tile, $0, column, c) })
        }
        let kernel = (0..<3).map { column in
          Self.spread((0..<3).map { weight($0, column, c, channel) })
        }
        for row in 0..<4 {
          let x = Self.transformed((0..<4).map { columns[$0][row] })
          let w = Self.spread((0..<3).map { kernel[$0][row] })
          for column in 0..<4 { products[row][column].addProduct(x[column], w[column]) }
        }
      }
      let pairs = products.map { (($0[0] + $0[1]) + $0[2], ($0[1] - $0[2]) - $0[3]) }
      return [
        ((pairs[0].0 + pairs[1].0) + pairs[2].0) + bias[channel],
        ((pairs[0].1 + pairs[1].1) + pairs[2].1) + bias[channel],
        ((pairs[1].0 - pairs[2].0) - pairs[3].0) + bias[channel],
        ((pairs[1].1 - pairs[2].1) - pairs[3].1) + bias[channel],
      ]
    }

    private static func transformed(_ d: [Float]) -> [Float] {
      [d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]]
    }

    private static func spread(_ g: [Float]) -> [Float] {
      [g[0], ((g[0] + g[2]) + g[1]) * 0.5, ((g[0] + g[2]) - g[1]) * 0.5, g[2]]
    }

    /// The definition of the convolution, in double precision.
    func definition(_ tile: Int, _ part: Int, _ channel: Int) -> Double {
      var sum = Double(bias[channel])
      for row in 0..<3 {
        for column in 0..<3 {
          for c in 0..<inputChannels {
            sum +=
              Double(value(tile, part / 2 + row, part % 2 + column, c))
              * Double(weight(row, column, c, channel))
          }
        }
      }
      return sum
    }

    /// What a level makes of it: outputs, one or four a tile, and winners.
    func run(
      _ level: CPULevel, pooled: Bool, rectified: Bool
    ) -> (output: [Float], winners: [Int32], isIntact: Bool) {
      let kernels = KernelSet.level(level)
      let group = pooled ? 1 : 4
      let cells = (
        input: Cells(input), tiles: Cells(tiles), weights: Cells(weights), bias: Cells(bias),
        transformedWeights: Cells([Float](repeating: -9, count: 16 * inputChannels * padded)),
        output: Cells([Float](repeating: -9, count: tileCount * group * channels)),
        offsets: Cells((0..<(tileCount * group)).map { Int32($0 * channels) }),
        winners: Cells([Int32](repeating: -9, count: pooled ? tileCount * padded : 0)),
        transformed: Cells([Float](repeating: 0, count: 16 * 48 * inputChannels)),
        products: Cells([Float](repeating: 0, count: 16 * 48 * padded))
      )
      kernels.winogradWeights(
        cells.weights.pointer, cells.transformedWeights.pointer, inputChannels, padded)
      kernels.winogradForward(
        cells.input.pointer, cells.tiles.pointer, tileCount, rowStride, inputChannels,
        cells.transformedWeights.pointer, cells.bias.pointer, channels, padded,
        cells.output.pointer, cells.offsets.pointer, cells.winners.pointer, pooled, rectified,
        cells.transformed.pointer, cells.products.pointer)
      let won = cells.winners.values
      return (
        cells.output.values,
        pooled
          ? (0..<tileCount).flatMap { won[($0 * padded)..<($0 * padded + channels)] } : [],
        cells.output.isIntact && cells.winners.isIntact && cells.transformed.isIntact
          && cells.products.isIntact && cells.transformedWeights.isIntact && cells.input.isIntact
      )
    }
  }

  @Test(
    "Outputs are the documented sums, bit for bit at every level, and those of the definition",
    arguments: [16, 32, 64], [(10, 12), (16, 5), (32, 12), (40, 50), (64, 13)])
  func sums(inputChannels: Int, size: (channels: Int, tiles: Int)) {
    let test = Case(inputChannels: inputChannels, channels: size.channels, tileCount: size.tiles)
    let four = (0..<size.tiles).map { tile in
      (0..<size.channels).map { test.outputs(tile, $0) }
    }
    for (tile, outputs) in four.enumerated() where tile < 6 {
      for (channel, parts) in outputs.enumerated() {
        for part in 0..<4 {
          let expected = test.definition(tile, part, channel)
          #expect(abs(Double(parts[part]) - expected) < 1e-4, "tile \(tile), part \(part)")
        }
      }
    }
    for rectified in [false, true] {
      let flat = four.flatMap { outputs in
        (0..<4).flatMap { part in outputs.map { Self.rectify($0[part], rectified) } }
      }
      let largest = four.flatMap { outputs in
        outputs.map { Self.rectify($0.max() ?? 0, rectified) }
      }
      let winners = four.flatMap { outputs in
        outputs.map { parts in Int32(parts.firstIndex(of: parts.max() ?? 0) ?? -1) }
      }
      for level in CPULevel.available {
        let plain = test.run(level, pooled: false, rectified: rectified)
        #expect(plain.output.bits == flat.bits, "\(level)")
        let pooled = test.run(level, pooled: true, rectified: rectified)
        #expect(pooled.output.bits == largest.bits, "\(level)")
        #expect(pooled.winners == winners, "\(level)")
        #expect(plain.isIntact && pooled.isIntact, "\(level)")
      }
    }
  }

  private static func rectify(_ value: Float, _ rectified: Bool) -> Float {
    rectified && !(value > 0) ? 0 : value
  }
}
