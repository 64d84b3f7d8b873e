/// One thing that is wrong with a protocol, and where.
public struct ProtocolProblem: Equatable, Sendable {
  /// Where to look.
  public enum Place: Equatable, Sendable {
    /// A position in a file.
    case file(String, TextPosition)
    /// An option of the command line, such as `--labels`.
    case option(String)
  }

  /// What is wrong.
  public enum Fault: Equatable, Sendable {
    /// The form of a value.
    case structure(StructureFault)
    /// The meaning of a value.
    case value(ValueFault)
    /// The seed list.
    case seeds(SeedFault)
  }

  /// Where to look.
  public let place: Place
  /// The key, such as `arms[1].training.batchSize`.
  public let path: JSON5Path
  /// What is wrong.
  public let fault: Fault
}

extension ProtocolProblem: CustomStringConvertible {
  /// One line: `protocols/x.json5:14:12: labels: what is wrong; remedy`.
  public var description: String {
    let key = path.description
    switch place {
    case .file(let file, let position):
      return VisibleText.of("\(file):\(position): \(key.isEmpty ? "" : "\(key): ")\(fault)")
    case .option(let option):
      return VisibleText.of("\(option): \(fault)")
    }
  }
}

extension ProtocolProblem.Fault: CustomStringConvertible {
  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .structure(let fault): fault.description
    case .value(let fault): fault.description
    case .seeds(let fault): fault.description
    }
  }
}
