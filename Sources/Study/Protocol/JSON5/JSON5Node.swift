/// A value of a JSON5 text and where it begins.
struct JSON5Node: Equatable, Sendable {
  enum Value: Equatable, Sendable {
    case object([JSON5Member])
    case array([JSON5Node])
    case text(String)
    case number(JSON5Number)
    case flag(Bool)
    case null
  }

  let offset: Int
  let value: Value
}

/// One `key: value` of an object.
struct JSON5Member: Equatable, Sendable {
  let key: String
  let offset: Int
  let node: JSON5Node
}

extension JSON5Node {
  /// The node one step down; nil where there is none. Of duplicate keys the first counts, as it does
  /// for Foundation's decoder.
  func child(_ step: JSON5Path.Step) -> JSON5Node? {
    switch (step, value) {
    case (.key(let key), .object(let members)):
      members.first { $0.key == key }?.node
    case (.index(let index), .array(let elements)):
      elements.indices.contains(index) ? elements[index] : nil
    default: nil
    }
  }

  /// What the value is, in plain words: `a string`, `the number 1.5`.
  var plainWords: String {
    switch value {
    case .object: "an object"
    case .array(let elements): elements.isEmpty ? "an empty list" : "a list"
    case .text: "a string"
    case .number(let number): "the number \(number.literal)"
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }
}
