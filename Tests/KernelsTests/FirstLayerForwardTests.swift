import Random
import Testing

@testable import Network

@Suite("First layer's forward kernels")
struct FirstLayerForwardTests {
  /// Input with a background: all rows of the first image but the last are zero, and so are some
  /// columns of the second.
  private static func input(_ geometry: Geometry) -> [Float] {
    var stream = RandomStream(seed: 3, purpose: "first")
    return stream.values(geometry.inputCount).enumerated().map { index, value in
      let pixel = index / geometry.channels
      let row = pixel / geometry.columns
      return row < geometry.rows - 1 || (row >= geometry.rows && pixel % geometry.columns < 4)
        ? 0 : value
    }
  }

  private static func active(
    _ level: CPULevel, _ geometry: Geometry, _ input: Cells<Float>
  ) -> [Int32] {
    let positions = Cells(geometry.positions)
    let active = Cells([Int32](repeating: -9, count: geometry.windowCount))
    let extent = geometry.kernel + (geometry.pooled ? 1 : 0)
    let count = KernelSet.level(level).listActiveWindows(
      input.pointer, positions.pointer, geometry.group, geometry.windowCount, extent,
      extent * geometry.channels, geometry.rowStride, active.pointer)
    #expect(active.isIntact && positions.isIntact && input.isIntact)
    return Array(active.values.prefix(count))
  }

  @Test(
    "Active windows are those with a position that sees something",
    arguments: [1, 3, 5], [1, 2, 3, 4, 5, 8])
  func activeWindows(kernel: Int, channels: Int) {
    for pooled in [false, true] {
      let geometry = Geometry(kernel: kernel, channels: channels, pooled: pooled)
      let input = Self.input(geometry)
      let positions = geometry.positions
      let expected = (0..<geometry.windowCount).filter { window in
        (0..<geometry.group).contains { part in
          geometry.taps.contains { input[Int(positions[window * geometry.group + part]) + $0] != 0 }
        }
      }
      #expect(!expected.isEmpty && expected.count < geometry.windowCount)
      for level in CPULevel.available {
        let found = Self.active(level, geometry, Cells(input))
        #expect(found == expected.map { Int32($0) }, "\(level), pooled \(pooled)")
      }
    }
  }

  @Test(
    "Outputs and active winners are those of the general kernel, bit for bit",
    arguments: [16, 48, 64], [(1, 1), (3, 1), (3, 2), (5, 3)])
  func outputs(channels: Int, field: (kernel: Int, inputChannels: Int)) {
    let geometry = Geometry(kernel: field.kernel, channels: field.inputChannels, pooled: true)
    var stream = RandomStream(seed: 4, purpose: "first")
    let weights = Cells(stream.values(geometry.fieldSize * channels))
    let bias = Cells(stream.values(channels))
    let input = Cells(Self.input(geometry))
    let count = (geometry.positions.count + 11) / 12 * 12
    let repeated = [Int32](
      repeating: geometry.positions[0], count: count - geometry.positions.count)
    let positions = Cells(geometry.positions + repeated)
    let places = geometry.windowCount * (channels + 2)
    let offsets = Cells(
      geometry.outputOffsets(channels: channels)
        + [Int32](repeating: Int32(places), count: repeated.count))
    for level in CPULevel.available {
      let kernels = KernelSet.level(level)
      let active = Self.active(level, geometry, input)
      let listed = Cells(active)
      for rectified in [false, true] {
        let general = Cells([Float](repeating: -9, count: places + channels))
        let generalWinners = Cells([Int32](repeating: -9, count: count / 4 * channels))
        kernels.affineForward(
          input.pointer, positions.pointer, count, geometry.kernel, geometry.rowLength,
          geometry.rowStride, weights.pointer, bias.pointer, channels, channels, general.pointer,
          offsets.pointer, generalWinners.pointer, true, rectified)
        let found = Cells([Float](repeating: -9, count: places))
        let winners = Cells([Int32](repeating: -9, count: geometry.windowCount * channels))
        kernels.firstLayerForward(
          input.pointer, positions.pointer, geometry.windowCount, listed.pointer,
          active.count, geometry.kernel, geometry.rowLength, geometry.rowStride, weights.pointer,
          bias.pointer, channels, found.pointer, offsets.pointer, winners.pointer, rectified)
        #expect(found.values.bits == Array(general.values.prefix(places)).bits, "\(level)")
        for window in active {
          let range = (Int(window) * channels)..<((Int(window) + 1) * channels)
          #expect(winners.values[range] == generalWinners.values[range], "\(level)")
        }
        #expect(found.isIntact && winners.isIntact && listed.isIntact)
      }
    }
  }
}
