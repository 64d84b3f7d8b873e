public import Datasets

/// Two records of one specification with different results: the program computed differently on two machines,
/// or a record was made up.
public struct RecordConflict: Equatable, Sendable, CustomStringConvertible {
  /// The record's name: the digest of the specification of both.
  public let identifier: Digest
  /// What was run, as far as its specification tells.
  public let label: String
  /// The file that is kept, and the digest of its record.
  public let kept: (path: String, digest: Digest)
  /// The file that was not copied, and the digest of its record.
  public let refused: (path: String, digest: Digest)
  /// The first figure that differs, as in `result.tests[0].correct`, in both.
  public let field: (path: String, kept: String, refused: String)

  /// One line: both files, both digests, what was run, the first difference, the remedy.
  public var description: String {
    """
    conflict: \(label): record \(identifier.short): \(kept.path) has \(kept.digest.short), \
    \(refused.path) has \(refused.digest.short); first difference: \(field.path): \(field.kept) and \
    \(field.refused); one specification has one result: run `bench verify` on both machines to find the \
    one that computes differently
    """
  }

  /// Whether two conflicts tell the same.
  public static func == (left: RecordConflict, right: RecordConflict) -> Bool {
    left.description == right.description && left.identifier == right.identifier
  }
}

extension RecordConflict {
  init(
    _ kept: (path: String, record: Record), _ refused: (path: String, record: Record)
  ) throws {
    identifier = kept.record.identifier
    label = try kept.record.specificationLabel
    self.kept = (kept.path, kept.record.digest)
    self.refused = (refused.path, refused.record.digest)
    field =
      try kept.record.firstDifference(from: refused.record)
      ?? ("digest", kept.record.digest.short, refused.record.digest.short)
  }
}

extension Record {
  /// What was run, from the specification alone: `downstream, frozen encoder, 100 labels, seed 7`.
  var specificationLabel: String {
    get throws {
      let specification = try JSONValue(canonical: specificationText)
      var words: [String] = []
      for (key, before, after) in [
        ("kind", "", ""), ("task", "", ""), ("weights", "", " weights"),
        ("encoderUse", "", " encoder"), ("labels", "", " labels"), ("seed", "seed ", ""),
      ] {
        guard let value = specification[key] else { continue }
        switch value {
        case .string(let text): words.append(before + text + after)
        case .integer(let number): words.append("\(before)\(number)\(after)")
        default: continue
        }
      }
      return words.joined(separator: ", ")
    }
  }

  /// The first figure that differs from another record's of the same specification: of the results, then of
  /// the binary files.
  func firstDifference(
    from other: Record
  ) throws -> (path: String, kept: String, refused: String)? {
    let (result, others) = (
      try JSONValue(canonical: resultText), try JSONValue(canonical: other.resultText)
    )
    if let (path, one, two) = JSONValue.firstDifference(result, others, "result") {
      return (path, one, two)
    }
    let names = Set((attachments + other.attachments).map(\.name)).sorted()
    for name in names {
      let one = attachments.first { $0.name == name }?.digest
      let two = other.attachments.first { $0.name == name }?.digest
      if one != two { return (name, one?.short ?? "none", two?.short ?? "none") }
    }
    return nil
  }
}
