import Foundation

/// Bytes as an `.npy` file, which NumPy reads with one call and anything else after 128 bytes of header.
///
/// Reference: "A Simple File Format for NumPy Arrays", NumPy Enhancement Proposal 1, version 1.0.
enum NumPyFile {
  /// A file of unsigned bytes in C order.
  ///
  /// - Parameters:
  ///   - bytes: as many as the sizes' product.
  ///   - sizes: the lengths of the axes, at least one.
  /// - Returns: the whole file.
  static func bytes(_ bytes: [UInt8], sizes: [Int]) -> Data {
    precondition(bytes.count == sizes.reduce(1, *), "a byte for every place")
    let shape = sizes.map { "\($0)," }.joined(separator: " ")
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(shape)), }"
    var data = Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, headerCount, 0])
    data += Data(header.utf8)
    data += Data(repeating: UInt8(ascii: " "), count: length - 1 - data.count)
    data.append(UInt8(ascii: "\n"))
    data += bytes
    return data
  }

  /// All that comes before the bytes: two lines of 64, which is what the format asks for.
  static let length = 128
  private static let headerCount = UInt8(length - 10)
}
