/// The members of canonical JSON found without decoding it, for texts that a digest proves.
enum CanonicalText {
  /// Where the members of an object stand.
  ///
  /// Only the nesting and the strings are followed; whether the values between are JSON, the digest of
  /// the text or its decoding must tell.
  ///
  /// - Parameter text: one object without white space around it.
  /// - Returns: keys as they are written, and the places of their values; nil for anything else.
  static func members(of text: ArraySlice<UInt8>) -> [(key: ArraySlice<UInt8>, value: Range<Int>)]?
  {
    text.withUnsafeBufferPointer { bytes in
      var scanner = Scanner(bytes: bytes)
      return scanner.members()?.map { member in
        (text[shifted(member.key, text.startIndex)], shifted(member.value, text.startIndex))
      }
    }
  }

  private static func shifted(_ range: Range<Int>, _ offset: Int) -> Range<Int> {
    range.lowerBound + offset..<range.upperBound + offset
  }
}

/// Walks over one object, byte by byte.
private struct Scanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0

  mutating func members() -> [(key: Range<Int>, value: Range<Int>)]? {
    guard take("{") else { return nil }
    var members: [(key: Range<Int>, value: Range<Int>)] = []
    if take("}") { return index == bytes.count ? members : nil }
    repeat {
      let start = index
      guard skipString() else { return nil }
      let key = start + 1..<index - 1
      guard take(":") else { return nil }
      let place = index
      guard skipValue() else { return nil }
      members.append((key, place..<index))
    } while take(",")
    return take("}") && index == bytes.count ? members : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipString() -> Bool {
    guard take("\"") else { return false }
    while index < bytes.count {
      let byte = bytes[index]
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return true }
    }
    return false
  }

  /// Over a value, up to the comma or bracket behind it.
  private mutating func skipValue() -> Bool {
    let start = index
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { return index > start }
        depth -= 1
      case UInt8(ascii: ","):
        guard depth > 0 else { return index > start }
      default: break
      }
      index += 1
    }
    return false
  }
}
