import Testing

@testable import Network

/// Rows of size, kernel, stride; then output size and zeros before and after, as `tf.nn.conv2d` of
/// TensorFlow 2.21 has them: found by convolving 1, 2, … n with a one at each tap in turn.
private enum TensorFlowTable {
  static let same: [[Int]] = [
    [1, 1, 1, 1, 0, 0], [1, 1, 2, 1, 0, 0], [1, 1, 3, 1, 0, 0],
    [1, 2, 1, 1, 0, 1], [1, 2, 2, 1, 0, 1], [1, 2, 3, 1, 0, 1],
    [1, 3, 1, 1, 1, 1], [1, 3, 2, 1, 1, 1], [1, 3, 3, 1, 1, 1],
    [1, 5, 1, 1, 2, 2], [1, 5, 2, 1, 2, 2], [1, 5, 3, 1, 2, 2],
    [4, 1, 1, 4, 0, 0], [4, 1, 2, 2, 0, 0], [4, 1, 3, 2, 0, 0],
    [4, 2, 1, 4, 0, 1], [4, 2, 2, 2, 0, 0], [4, 2, 3, 2, 0, 1],
    [4, 3, 1, 4, 1, 1], [4, 3, 2, 2, 0, 1], [4, 3, 3, 2, 1, 1],
    [4, 5, 1, 4, 2, 2], [4, 5, 2, 2, 1, 2], [4, 5, 3, 2, 2, 2],
    [5, 1, 1, 5, 0, 0], [5, 1, 2, 3, 0, 0], [5, 1, 3, 2, 0, 0],
    [5, 2, 1, 5, 0, 1], [5, 2, 2, 3, 0, 1], [5, 2, 3, 2, 0, 0],
    [5, 3, 1, 5, 1, 1], [5, 3, 2, 3, 1, 1], [5, 3, 3, 2, 0, 1],
    [5, 5, 1, 5, 2, 2], [5, 5, 2, 3, 2, 2], [5, 5, 3, 2, 1, 2],
    [7, 1, 1, 7, 0, 0], [7, 1, 2, 4, 0, 0], [7, 1, 3, 3, 0, 0],
    [7, 2, 1, 7, 0, 1], [7, 2, 2, 4, 0, 1], [7, 2, 3, 3, 0, 1],
    [7, 3, 1, 7, 1, 1], [7, 3, 2, 4, 1, 1], [7, 3, 3, 3, 1, 1],
    [7, 5, 1, 7, 2, 2], [7, 5, 2, 4, 2, 2], [7, 5, 3, 3, 2, 2],
    [28, 1, 1, 28, 0, 0], [28, 1, 2, 14, 0, 0], [28, 1, 3, 10, 0, 0],
    [28, 2, 1, 28, 0, 1], [28, 2, 2, 14, 0, 0], [28, 2, 3, 10, 0, 1],
    [28, 3, 1, 28, 1, 1], [28, 3, 2, 14, 0, 1], [28, 3, 3, 10, 1, 1],
    [28, 5, 1, 28, 2, 2], [28, 5, 2, 14, 1, 2], [28, 5, 3, 10, 2, 2],
  ]

  static let valid: [[Int]] = [
    [3, 1, 1, 3, 0, 0], [3, 1, 2, 2, 0, 0], [3, 1, 3, 1, 0, 0],
    [3, 2, 1, 2, 0, 0], [3, 2, 2, 1, 0, 0], [3, 2, 3, 1, 0, 0],
    [3, 3, 1, 1, 0, 0], [3, 3, 2, 1, 0, 0], [3, 3, 3, 1, 0, 0],
    [4, 1, 1, 4, 0, 0], [4, 1, 2, 2, 0, 0], [4, 1, 3, 2, 0, 0],
    [4, 2, 1, 3, 0, 0], [4, 2, 2, 2, 0, 0], [4, 2, 3, 1, 0, 0],
    [4, 3, 1, 2, 0, 0], [4, 3, 2, 1, 0, 0], [4, 3, 3, 1, 0, 0],
    [5, 1, 1, 5, 0, 0], [5, 1, 2, 3, 0, 0], [5, 1, 3, 2, 0, 0],
    [5, 2, 1, 4, 0, 0], [5, 2, 2, 2, 0, 0], [5, 2, 3, 2, 0, 0],
    [5, 3, 1, 3, 0, 0], [5, 3, 2, 2, 0, 0], [5, 3, 3, 1, 0, 0],
    [5, 5, 1, 1, 0, 0], [5, 5, 2, 1, 0, 0], [5, 5, 3, 1, 0, 0],
    [8, 1, 1, 8, 0, 0], [8, 1, 2, 4, 0, 0], [8, 1, 3, 3, 0, 0],
    [8, 2, 1, 7, 0, 0], [8, 2, 2, 4, 0, 0], [8, 2, 3, 3, 0, 0],
    [8, 3, 1, 6, 0, 0], [8, 3, 2, 3, 0, 0], [8, 3, 3, 2, 0, 0],
    [8, 5, 1, 4, 0, 0], [8, 5, 2, 2, 0, 0], [8, 5, 3, 2, 0, 0],
    [28, 1, 1, 28, 0, 0], [28, 1, 2, 14, 0, 0], [28, 1, 3, 10, 0, 0],
    [28, 2, 1, 27, 0, 0], [28, 2, 2, 14, 0, 0], [28, 2, 3, 9, 0, 0],
    [28, 3, 1, 26, 0, 0], [28, 3, 2, 13, 0, 0], [28, 3, 3, 9, 0, 0],
    [28, 5, 1, 24, 0, 0], [28, 5, 2, 12, 0, 0], [28, 5, 3, 8, 0, 0],
  ]
}

@Suite("SAME and VALID")
struct PaddingTests {
  @Test("SAME gives TensorFlow's sizes and zeros", arguments: TensorFlowTable.same)
  func same(_ row: [Int]) {
    let extent = Padding.same.extent(row[0], kernel: row[1], stride: row[2])
    #expect([extent.output, extent.before, extent.after] == Array(row[3...]))
  }

  @Test("VALID gives TensorFlow's sizes and no zeros", arguments: TensorFlowTable.valid)
  func valid(_ row: [Int]) {
    let extent = Padding.valid.extent(row[0], kernel: row[1], stride: row[2])
    #expect([extent.output, extent.before, extent.after] == Array(row[3...]))
  }

  @Test("VALID has no output where the window is larger than the input")
  func windowTooLarge() {
    #expect(Padding.valid.extent(2, kernel: 3, stride: 1).output == 0)
    #expect(Padding.valid.extent(0, kernel: 1, stride: 1).output == 0)
  }

  @Test("An even image at stride 2 is padded at the bottom and right only")
  func evenImageAtStrideTwo() {
    let extent = Padding.same.extent(28, kernel: 3, stride: 2)
    #expect(extent == (14, 0, 1))
  }
}
