import Study

/// The operand and the options that choose a study, for every command that works on one.
enum StudyOptions {
  static let study = Operand.optional(
    "PROTOCOL", "a protocol's name or file (default: \(ProtocolLibrary.defaultName))")

  static let labels = Option(
    "labels", "N,N,…",
    .list(of: .integer(from: 2, example: 100), named: "whole numbers", example: "100,1000,5000"),
    help: "labelled-set sizes, ascending", fallback: "the protocol's")

  static let repetitions = Option(
    "repetitions", "N", .integer(from: 1, example: 10), help: "how many seeds of the list to use",
    fallback: "the protocol's")

  static let seeds = Option(
    "seeds", "FILE", .path, help: "a seed list, one integer a line", fallback: "the protocol's")

  static let arms = Option(
    "arms", "NAME,NAME,…", .list(of: .text, named: "names", example: "supervised,rotation"),
    help: "the arms to run, the baseline among them", fallback: "all")

  static let dataset = Option(
    "dataset", "NAME", .text, help: "a data set's name, or a folder's path with a /",
    fallback: "the protocol's")

  static let all: [any OptionDeclaration] = [labels, repetitions, seeds, arms, dataset]

  /// The study that the arguments choose, with their overrides.
  static func load(_ arguments: Arguments, _ context: Context) throws -> LoadedStudy {
    let name = arguments.operands.first ?? ProtocolLibrary.defaultName
    let overrides = Overrides(
      dataset: arguments[dataset], labels: arguments[labels], seeds: arguments[seeds],
      repetitions: arguments[repetitions], arms: arguments[arms])
    return try overrides.applied(to: try context.library.load(name))
  }
}
