/// A JSON document as a value: what records keep without knowing its type.
///
/// Numbers that are whole are integers, however they were written: `1`, `1.0` and `1e0` are one
/// value, with one canonical text and one digest.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number of 64 bits.
  case integer(Int64)
  /// Any other number; it must be finite to be written.
  case number(Double)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Values by key; always visited and written in ascending order of the keys' UTF-8.
  case object([String: JSONValue])
}

extension JSONValue {
  /// The member of an object; nil if there is none, or this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The members of an object in canonical order; none for other values.
  public var members: [(key: String, value: JSONValue)] {
    guard case .object(let members) = self else { return [] }
    return members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { (key: $0.key, value: $0.value) }
  }
}
