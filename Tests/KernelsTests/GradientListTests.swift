import Random
import Testing

@testable import Network

@Suite("Gradient lists")
struct GradientListTests {
  private struct Lists: Equatable {
    var offsets: [[Int32]]
    var gradients: [[UInt32]]
    var bias: [UInt32]
  }

  private struct Case {
    let geometry: Geometry
    let channels: Int
    let rectified: Bool
    let gradient: [Float]
    let output: [Float]
    let winners: [Int32]
    let bias: [Float]

    init(pooled: Bool, channels: Int, rectified: Bool) {
      var stream = RandomStream(seed: UInt64(channels), purpose: "lists")
      geometry = Geometry(kernel: 3, channels: 2, pooled: pooled)
      self.channels = channels
      self.rectified = rectified
      let count = geometry.windowCount * (channels + 2)
      gradient = stream.values(count)
      // Some outputs are zero or negative; a rectified layer has only the former.
      let coarse = stream.values(count, coarse: true)
      output = coarse.map { rectified ? max($0, 0) : $0 }
      winners = (0..<(geometry.windowCount * roundedUp(channels))).map { _ in
        Int32(stream.integer(below: 4))
      }
      bias = stream.values(channels)
    }

    func expected() -> Lists {
      let places = geometry.outputOffsets(channels: channels)
      var lists = Lists(offsets: [], gradients: [], bias: [])
      for channel in 0..<channels {
        var offsets: [Int32] = []
        var gradients: [UInt32] = []
        var sum = bias[channel]
        for window in 0..<geometry.windowCount {
          let place = Int(places[window]) + channel
          if rectified && !(output[place] > 0) { continue }
          let part =
            geometry.pooled ? Int(winners[window * roundedUp(channels) + channel]) : 0
          offsets.append(geometry.positions[window * geometry.group + part])
          gradients.append(gradient[place].bitPattern)
          sum += gradient[place]
        }
        lists.offsets.append(offsets)
        lists.gradients.append(gradients)
        lists.bias.append(sum.bitPattern)
      }
      return lists
    }

    func run(_ level: CPULevel, windowCount: Int) -> (lists: Lists, isIntact: Bool) {
      let capacity = geometry.windowCount + 1
      let positions = Cells(geometry.positions)
      let gradient = Cells(self.gradient)
      let output = Cells(self.output)
      let places = Cells(geometry.outputOffsets(channels: channels))
      let winners = Cells(self.winners)
      let offsets = Cells([Int32](repeating: -1, count: channels * capacity))
      let gradients = Cells([Float](repeating: -1, count: channels * capacity))
      let counts = Cells([Int32](repeating: 99, count: channels))
      let bias = Cells(self.bias)
      let scratch = Cells([Int32](repeating: -1, count: 64))
      KernelSet.level(level).listGradients(
        positions.pointer, windowCount, gradient.pointer, output.pointer, places.pointer,
        winners.pointer, channels, roundedUp(channels), geometry.pooled, rectified,
        offsets.pointer, gradients.pointer, counts.pointer, capacity, bias.pointer,
        scratch.pointer)
      var lists = Lists(offsets: [], gradients: [], bias: bias.values.bits)
      for channel in 0..<channels {
        let used = (channel * capacity)..<(channel * capacity + Int(counts.values[channel]))
        lists.offsets.append(Array(offsets.values[used]))
        lists.gradients.append(Array(gradients.values[used]).bits)
      }
      let isIntact =
        offsets.isIntact && gradients.isIntact && counts.isIntact && bias.isIntact
        && positions.isIntact && gradient.isIntact && output.isIntact && places.isIntact
        && winners.isIntact && scratch.isIntact
      return (lists, isIntact)
    }
  }

  @Test(
    "The outputs that carry a gradient are listed window by window, and summed for the bias",
    arguments: [1, 4, 10, 15, 16, 17, 33], [false, true])
  func lists(channels: Int, pooled: Bool) {
    for rectified in [false, true] {
      let test = Case(pooled: pooled, channels: channels, rectified: rectified)
      let expected = test.expected()
      for level in CPULevel.available {
        let found = test.run(level, windowCount: test.geometry.windowCount)
        #expect(found.lists == expected, "\(level), rectified \(rectified)")
        #expect(found.isIntact, "\(level)")
      }
    }
  }

  @Test("No window gives empty lists and leaves the bias", arguments: CPULevel.available)
  func nothing(level: CPULevel) {
    let test = Case(pooled: false, channels: 17, rectified: true)
    let found = test.run(level, windowCount: 0).lists
    #expect(found.offsets == [[Int32]](repeating: [], count: 17))
    #expect(found.bias == test.bias.bits)
  }
}
