import Datasets

/// The first place where two manifests of one study differ: which run, and which figure of it.
public struct Difference: Equatable, Sendable, CustomStringConvertible {
  /// Which run, or which part of the manifest.
  public let place: String
  /// Which figure of it.
  public let field: String
  /// What the report says.
  public let expected: String
  /// What came out now.
  public let found: String

  /// One line: where, what was expected, what was found.
  public var description: String {
    "\(place): \(field): the report has \(expected), this run gave \(found)"
  }
}

extension Manifest {
  /// The first difference between a report's manifest and that of the same study made again.
  ///
  /// - Parameter other: what was made now.
  /// - Returns: nil where every record is equal.
  public func firstDifference(from other: Manifest) -> Difference? {
    let input = inputDifference(other.engineVersion, other.data, planned: other.planned)
    if let input { return input }
    for (index, entry) in records.enumerated() {
      guard index < other.records.count else {
        return Difference(
          place: entry.label, field: "record", expected: entry.digest.short, found: "none")
      }
      if let difference = entry.firstDifference(from: other.records[index]) { return difference }
    }
    guard other.records.count > records.count else { return nil }
    let extra = other.records[records.count]
    return Difference(
      place: extra.label, field: "record", expected: "none", found: extra.digest.short)
  }
}

extension Manifest.Entry {
  /// The first figure of a record that differs: the specification first, then the results from the
  /// training log to the tests, then the binary files.
  ///
  /// - Parameter other: the same run, made again.
  /// - Returns: nil where the records are equal.
  public func firstDifference(from other: Manifest.Entry) -> Difference? {
    guard self != other else { return nil }
    func difference(_ field: String, _ expected: String, _ found: String) -> Difference {
      Difference(place: label, field: field, expected: expected, found: found)
    }
    if label != other.label { return difference("run", label, other.label) }
    if repetition != other.repetition {
      return difference("repetition", "\(repetition)", "\(other.repetition)")
    }
    if record != other.record {
      return difference("specification", record.short, other.record.short)
    }
    if let (field, expected, found) = JSONValue.firstDifference(
      result, other.result, "result")
    {
      return difference(field, expected, found)
    }
    let names = Set(attachments.keys).union(other.attachments.keys).sorted()
    for name in names where attachments[name] != other.attachments[name] {
      return difference(
        name, attachments[name]?.short ?? "none", other.attachments[name]?.short ?? "none")
    }
    return difference("record", digest.short, other.digest.short)
  }
}

extension JSONValue {
  /// The first value that differs: its path, and the canonical text of both.
  static func firstDifference(
    _ one: JSONValue, _ other: JSONValue, _ path: String
  ) -> (String, String, String)? {
    guard one != other else { return nil }
    switch (one, other) {
    case (.object(let members), .object(let others)):
      for key in Set(members.keys).union(others.keys).sorted() {
        let found = firstDifference(
          members[key] ?? .null, others[key] ?? .null, "\(path).\(key)")
        if let found { return found }
      }
      return nil
    case (.array(let items), .array(let others)) where items.count == others.count:
      for index in items.indices {
        if let found = firstDifference(items[index], others[index], "\(path)[\(index)]") {
          return found
        }
      }
      return nil
    default:
      return (path, text(one), text(other))
    }
  }

  private static func text(_ value: JSONValue) -> String {
    (try? CanonicalJSON.bytes(of: value)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
  }
}
