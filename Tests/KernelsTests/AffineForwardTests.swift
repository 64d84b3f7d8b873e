import Random
import Testing

@testable import Network

@Suite("Affine forward kernel")
struct AffineForwardTests {
  /// One call's memory; the weights and biases beyond `channels` are zero, as the engine keeps them.
  private struct Call {
    let geometry: Geometry
    let channels: Int
    let rectified: Bool
    let input: [Float]
    let weights: [Float]
    let bias: [Float]

    var padded: Int { roundedUp(channels) }

    init(_ geometry: Geometry, channels: Int, rectified: Bool, coarse: Bool) {
      var stream = RandomStream(seed: UInt64(channels), purpose: "forward")
      self.geometry = geometry
      self.channels = channels
      self.rectified = rectified
      input = stream.values(geometry.inputCount, coarse: coarse)
      let padding = [Float](repeating: 0, count: roundedUp(channels) - channels)
      weights = (0..<geometry.fieldSize).flatMap { _ in
        stream.values(channels, coarse: coarse) + padding
      }
      bias = stream.values(channels, coarse: coarse) + padding
    }

    /// One chain an output, from the bias over kernel row, kernel column and input channel.
    func chain(_ position: Int32, _ channel: Int) -> Float {
      var sum = bias[channel]
      for (index, tap) in geometry.taps.enumerated() {
        sum.addProduct(input[Int(position) + tap], weights[index * padded + channel])
      }
      return sum
    }

    /// Outputs at their places, −9 elsewhere, and winners of every window and channel.
    func expected() -> (output: [Float], winners: [Int32]) {
      let offsets = geometry.outputOffsets(channels: channels)
      var output = [Float](repeating: -9, count: geometry.windowCount * (channels + 2))
      var winners: [Int32] = []
      let positions = geometry.positions
      for window in 0..<geometry.windowCount {
        for channel in 0..<channels {
          var best = chain(positions[window * geometry.group], channel)
          var winner: Int32 = 0
          for part in 1..<geometry.group {
            let value = chain(positions[window * geometry.group + part], channel)
            if value > best { (best, winner) = (value, Int32(part)) }
          }
          winners.append(winner)
          output[Int(offsets[window]) + channel] = rectified && !(best > 0) ? 0 : best
        }
      }
      return (output, winners)
    }

    /// What the kernel of a level makes of it, in the same form.
    func run(_ level: CPULevel) -> (output: [Float], winners: [Int32], isIntact: Bool) {
      let count = (geometry.positions.count + 11) / 12 * 12
      let repeated = count - geometry.positions.count
      let outputCount = geometry.windowCount * (channels + 2)
      let positions = Cells(
        geometry.positions
          + geometry.positions.suffix(1).flatMap { last in
            [Int32](repeating: last, count: repeated)
          })
      let offsets = Cells(
        geometry.outputOffsets(channels: channels)
          + [Int32](repeating: Int32(outputCount), count: repeated))
      let input = Cells(self.input)
      let weights = Cells(self.weights)
      let bias = Cells(self.bias)
      let output = Cells([Float](repeating: -9, count: outputCount + channels))
      let winners = Cells(
        [Int32](repeating: -9, count: geometry.pooled ? count / 4 * padded : 0))
      KernelSet.level(level).affineForward(
        input.pointer, positions.pointer, count, geometry.kernel, geometry.rowLength,
        geometry.rowStride, weights.pointer, bias.pointer, channels, padded, output.pointer,
        offsets.pointer, winners.pointer, geometry.pooled, rectified)
      let won = winners.values
      return (
        Array(output.values.prefix(outputCount)),
        geometry.pooled
          ? (0..<geometry.windowCount).flatMap { won[($0 * padded)..<($0 * padded + channels)] }
          : [],
        output.isIntact && winners.isIntact && input.isIntact && weights.isIntact
          && bias.isIntact && positions.isIntact && offsets.isIntact
      )
    }
  }

  @Test(
    "Outputs and winners are the documented chains, bit for bit at every level",
    arguments: [1, 4, 10, 15, 16, 17, 32, 33, 48, 64], [1, 3, 5])
  func chains(channels: Int, kernel: Int) {
    for pooled in [false, true] {
      let geometry = Geometry(kernel: kernel, channels: [1: 7, 3: 2][kernel] ?? 1, pooled: pooled)
      for (rectified, coarse) in [(false, false), (true, false), (true, true), (false, true)] {
        let call = Call(geometry, channels: channels, rectified: rectified, coarse: coarse)
        let expected = call.expected()
        for level in CPULevel.available {
          let found = call.run(level)
          #expect(found.output.bits == expected.output.bits, "\(level), pooled \(pooled)")
          if pooled { #expect(found.winners == expected.winners, "\(level)") }
          #expect(found.isIntact, "\(level)")
        }
      }
    }
  }

  @Test("Weights that no second cache holds change no bit", arguments: [40, 48])
  func largeWeights(channels: Int) {
    for pooled in [false, true] {
      let geometry = Geometry(kernel: 5, channels: 64, pooled: pooled)
      let call = Call(geometry, channels: channels, rectified: true, coarse: false)
      #expect(geometry.fieldSize * call.padded > 65_536)
      let expected = call.expected()
      for level in CPULevel.available {
        let found = call.run(level)
        #expect(found.output.bits == expected.output.bits, "\(level), pooled \(pooled)")
        if pooled { #expect(found.winners == expected.winners, "\(level)") }
        #expect(found.isIntact, "\(level)")
      }
    }
  }

  @Test("No position is no work", arguments: CPULevel.available)
  func nothing(level: CPULevel) {
    let output = Cells([Float](repeating: -9, count: 16))
    let floats = Cells([Float](repeating: 1, count: 16))
    let integers = Cells([Int32](repeating: 0, count: 16))
    KernelSet.level(level).affineForward(
      floats.pointer, integers.pointer, 0, 1, 1, 1, floats.pointer, floats.pointer, 16, 16,
      output.pointer, integers.pointer, integers.pointer, false, true)
    #expect(output.values == [Float](repeating: -9, count: 16))
    #expect(floats.isIntact && integers.isIntact)
  }

  @Test("The first of equal values wins a pooling window", arguments: CPULevel.available)
  func firstOfEquals(level: CPULevel) {
    // Four positions, one weight of 1: the values are the inputs.
    let cases: [([Float], Int32)] = [
      ([2, 2, 2, 2], 0), ([1, 2, 2, 1], 1), ([1, 1, 3, 3], 2), ([0, -0.0, 0, 0], 0),
      ([-0.0, 0, 0, 0], 0), ([-3, -2, -2, -1], 3), ([-1, -1, -1, -1], 0),
    ]
    for (values, winner) in cases {
      let input = Cells(values)
      let positions = Cells((0..<12).map { Int32($0 % 4) })
      let weights = Cells([1] + [Float](repeating: 0, count: 15))
      let bias = Cells([Float](repeating: -0.0, count: 16))
      let output = Cells([Float](repeating: -9, count: 3))
      let offsets = Cells((0..<12).map { Int32($0 % 3) })
      let winners = Cells([Int32](repeating: -9, count: 48))
      KernelSet.level(level).affineForward(
        input.pointer, positions.pointer, 12, 1, 1, 1, weights.pointer, bias.pointer, 1, 16,
        output.pointer, offsets.pointer, winners.pointer, true, false)
      #expect(winners.values[0] == winner, "\(values)")
      #expect(output.values[0] == values[Int(winner)])
      #expect(input.isIntact && positions.isIntact && weights.isIntact && offsets.isIntact)
      #expect(bias.isIntact && output.isIntact)
    }
  }
}
