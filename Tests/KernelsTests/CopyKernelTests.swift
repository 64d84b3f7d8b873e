import Random
import Testing

@testable import Network

@Suite("Sums and transposes")
struct CopyKernelTests {
  @Test("Accumulating adds element by element, at every level", arguments: [0, 16, 32, 80])
  func accumulate(count: Int) {
    var stream = RandomStream(seed: 1, purpose: "accumulate")
    let source = stream.values(count)
    let target = stream.values(count)
    for level in CPULevel.available {
      let from = Cells(source)
      let into = Cells(target)
      KernelSet.level(level).accumulate(from.pointer, into.pointer, count)
      #expect(into.values.bits == zip(source, target).map { $1 + $0 }.bits, "\(level)")
      #expect(from.values == source)
      #expect(into.isIntact)
    }
  }

  @Test(
    "A transpose exchanges rows and columns and leaves the padding alone",
    arguments: [0, 1, 10, 15, 16, 17], [0, 1, 4, 15, 16, 17])
  func transpose(rows: Int, columns: Int) {
    let source = (0..<(rows * columns)).map { Float($0) + 0.5 }
    let padded = roundedUp(rows)
    var expected = [Float](repeating: -9, count: columns * padded)
    for row in 0..<rows {
      for column in 0..<columns {
        expected[column * padded + row] = source[row * columns + column]
      }
    }
    for level in CPULevel.available {
      let from = Cells(source)
      let into = Cells([Float](repeating: -9, count: columns * padded))
      KernelSet.level(level).transpose(from.pointer, into.pointer, rows, columns, padded)
      #expect(into.values == expected, "\(level)")
      #expect(from.isIntact && into.isIntact)
    }
  }
}
