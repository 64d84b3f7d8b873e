/// Where things stand in a JSON5 text.
///
/// The decoder reads the values; this says in which line and column they are, so that an error about a
/// value can name its place. A text that is no JSON5 is refused with a position.
public struct JSON5Locator: Sendable {
  let lines: LineTable
  let root: JSON5Node

  /// Scans a text.
  ///
  /// - Parameter bytes: the text in UTF-8.
  /// - Throws: `ProtocolFault.syntax` with its position in a `JSON5Locator.Failure`.
  public init(_ bytes: [UInt8]) throws(Failure) {
    let lines = LineTable(bytes)
    do throws(JSON5SyntaxError) {
      if let offset = Self.invalidByte(bytes) {
        throw JSON5SyntaxError(offset: offset, reason: .notUTF8)
      }
      var scanner = JSON5Scanner(bytes)
      root = try scanner.document()
    } catch {
      throw Failure(
        position: lines.position(of: error.offset), message: error.message(lines))
    }
    self.lines = lines
  }

  /// A text that is no JSON5: where and why.
  public struct Failure: Error, Equatable, Sendable {
    /// Where it shows.
    public let position: TextPosition
    /// What is wrong, and the remedy.
    public let message: String
  }

  /// The offset of the first byte that is not UTF-8.
  private static func invalidByte(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}

extension JSON5Locator {
  /// The position of the value at a path.
  ///
  /// - Parameter path: keys and indexes from the root.
  /// - Returns: nil where the text has no such value.
  public func position(of path: JSON5Path) -> TextPosition? {
    node(at: path).map { lines.position(of: $0.offset) }
  }

  /// The position of the value at a path or, where it is absent, of the nearest thing around it.
  ///
  /// - Parameter path: keys and indexes from the root.
  /// - Returns: the root's position at the furthest.
  public func nearestPosition(of path: JSON5Path) -> TextPosition {
    var node = root
    for step in path.steps {
      guard let child = node.child(step) else { break }
      node = child
    }
    return lines.position(of: node.offset)
  }

  /// The keys of an object, in the order of the text, duplicates included.
  ///
  /// - Parameter path: the path of the object.
  /// - Returns: empty where there is no object.
  public func keys(at path: JSON5Path) -> [String] {
    guard case .object(let members) = node(at: path)?.value else { return [] }
    return members.map(\.key)
  }

  /// The positions of the keys of an object that were given before, in the order of the text.
  ///
  /// - Parameter path: the path of the object.
  /// - Returns: each repeated key with the positions of the repetition and of the first.
  public func duplicates(
    at path: JSON5Path
  ) -> [(key: String, position: TextPosition, first: TextPosition)] {
    guard case .object(let members) = node(at: path)?.value else { return [] }
    return members.indices.compactMap { index in
      let member = members[index]
      guard let first = members[..<index].first(where: { $0.key == member.key }) else {
        return nil
      }
      return (member.key, lines.position(of: member.offset), lines.position(of: first.offset))
    }
  }

  func node(at path: JSON5Path) -> JSON5Node? {
    var node = root
    for step in path.steps {
      guard let child = node.child(step) else { return nil }
      node = child
    }
    return node
  }
}
