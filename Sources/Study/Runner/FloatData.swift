import Foundation

extension [Float] {
  /// The bytes of all values, least significant byte first on every machine.
  var littleEndianData: Data {
    var data = Data(capacity: count * 4)
    for value in self {
      Swift.withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  /// The values that `littleEndianData` wrote; bytes beyond a multiple of four are ignored.
  init(littleEndian data: Data) {
    let bytes = [UInt8](data)
    self = stride(from: 0, to: bytes.count / 4 * 4, by: 4).map { first in
      let pattern = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[first + $1]) << (8 * UInt32($1)) }
      return Float(bitPattern: pattern)
    }
  }
}
