import Foundation
import Testing

@testable import Study

@Suite("NumPy files")
struct NumPyFileTests {
  @Test("The bytes of NumPy 1.x for an array of 2 × 3")
  func bytes() {
    let data = NumPyFile.bytes([1, 2, 3, 250, 251, 252], sizes: [2, 3])
    // Made by numpy.save(file, numpy.array([[1, 2, 3], [250, 251, 252]], dtype=numpy.uint8)), whose header
    // writes (2, 3): a trailing comma is as good a tuple.
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3,), }"
    var expected = Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0])
    expected += Data(header.utf8)
    expected += Data(repeating: 0x20, count: 127 - expected.count) + Data([0x0A])
    expected += Data([1, 2, 3, 250, 251, 252])
    #expect(data == expected)
    #expect(data.count == 128 + 6)
  }

  @Test("The header's length is a multiple of 64 for the largest images")
  func length() {
    let data = NumPyFile.bytes([], sizes: [0, 1_000_000, 1_000_000, 3])
    #expect(data.count == 128)
    #expect(data.last == 0x0A)
  }
}
