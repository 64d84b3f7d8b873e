import Study

/// A reader of foreign bytes, and what must hold whatever the bytes are.
///
/// A check gives the bytes to the reader and looks at what it says. That the reader refuses them is
/// fine; a trap, a hang, an allocation that the input's size does not explain, or an `Inconsistency` is
/// a fault of the reader. Every check is a pure function of the bytes.
public protocol FuzzTarget: SendableMetatype {
  /// The name, which is that of its folders of inputs.
  static var name: String { get }

  /// The longest input that is worth trying, in bytes.
  static var longest: Int { get }

  /// Reads an input.
  ///
  /// - Parameter bytes: the input.
  /// - Throws: `Inconsistency` where two ways to read the same do not agree.
  static func check(_ bytes: [UInt8]) throws(Inconsistency)
}

/// What a check found to be wrong with a reader, in a sentence.
public struct Inconsistency: Error, Equatable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension FuzzTarget {
  /// Claims something of a reader.
  static func require(
    _ condition: Bool, _ sentence: @autoclosure () -> String
  ) throws(Inconsistency) {
    guard condition else { throw Inconsistency("\(name): \(sentence())") }
  }

  /// Runs what must not fail.
  static func succeeding<Value>(
    _ what: String, _ body: () throws -> Value
  ) throws(Inconsistency) -> Value {
    do {
      return try body()
    } catch {
      throw Inconsistency("\(name): \(what): \(error)")
    }
  }

  /// Claims that a text which a person will see in a terminal cannot command it.
  static func requireVisible(_ text: String, _ what: String) throws(Inconsistency) {
    let hidden = text.unicodeScalars.first { scalar in
      scalar != "\n" && VisibleText.of(String(scalar)) != String(scalar)
    }
    try require(hidden == nil, "\(what) holds U+\(String(hidden?.value ?? 0, radix: 16))")
  }
}

/// All targets.
public enum FuzzTargets {
  /// One a reader, by name.
  public static let all: [any FuzzTarget.Type] = [
    CIFARTarget.self, CSVTarget.self, GzipTarget.self, IDXTarget.self, LearnerTarget.self,
    ManifestTarget.self, ProtocolTarget.self, RecordTarget.self,
  ]

  /// The target of a name.
  ///
  /// - Parameter name: such as `idx`.
  /// - Returns: nil where there is none.
  public static func named(_ name: String) -> (any FuzzTarget.Type)? {
    all.first { $0.name == name }
  }
}
