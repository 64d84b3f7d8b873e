import Datasets
import Foundation
import Images

/// `bench data show`
enum DataShowCommand: Command {
  static let name = "data show"
  static let summary = "Count a data set's classes and show its first images"
  static let discussion = """
    Prints the images of each class and a contact sheet of characters; --out writes the sheet as a PNG \
    file instead.
    """
  static let operands = [Operand.one("NAME", "a data set's name, or a folder's path with a /")]
  static let options: [any OptionDeclaration] = [
    DataOptions.data, set, count, seed, out, force,
  ]

  enum Part: String, CaseIterable {
    case training, test
  }

  static let set = Option(
    "set", "NAME", .choice(Part.allCases), help: "training or test", fallback: "training")
  static let count = Option(
    "count", "N", .integer(from: 1, example: 1000),
    help: "how many images of a built-in set to draw",
    fallback: "\(BuiltInSet.defaultTraining) training, \(BuiltInSet.defaultTest) test")
  static let seed = Option(
    "seed", "N", .integer(from: 0, example: 2026), help: "a built-in set's seed",
    fallback: "\(BuiltInSet.defaultSeed)")
  static let out = Option("out", "FILE.png", .path, help: "write a contact sheet as PNG")
  static let force = Flag("force", help: "replace the file if there is one")

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let part = arguments[set] ?? .training
    let request = try request(arguments, part)
    let dataset = try DataOptions.library(arguments, context).load(request)
    let images = part == .training ? dataset.training : dataset.test
    let console = context.console
    console.print(
      "\(dataset.name), \(part.rawValue) set: \(images.count) images of \(images.rows)×"
        + "\(images.columns)\(images.channels == 1 ? "" : "×\(images.channels)"), from \(dataset.origin)"
    )
    let counts = images.classCounts.enumerated().map { "\($0): \($1)" }
    console.print("class counts: " + counts.joined(separator: "  "))
    if let path = arguments[out] {
      let columns = min(20, images.classCounts.max() ?? 1)
      let sheet = ContactSheet(of: images, columns: max(1, columns))
      try NewFile(path).write(Data(sheet.png()), force: arguments[force])
      console.note("contact sheet written: \(path)")
    } else {
      let sheet = TerminalSheet(
        of: images, width: console.outTerminal.width, colour: console.outTerminal.hasColor)
      for line in sheet.lines { console.printPicture(line) }
    }
    return .done
  }

  /// What to load: of a built-in set, no more of the other part than it must have.
  private static func request(_ arguments: Arguments, _ part: Part) throws -> DatasetRequest {
    let name = arguments.operands[0]
    let (number, seed) = (arguments[count], arguments[seed].map(UInt64.init))
    guard BuiltInSet(rawValue: name) != nil else {
      if number != nil { throw DatasetError.optionNotForSet(option: "--count", name: name) }
      if seed != nil { throw DatasetError.optionNotForSet(option: "--seed", name: name) }
      return DatasetRequest(name)
    }
    let allowed = BuiltInSet.allowedCounts
    if let number, !allowed.contains(number) {
      throw DatasetError.sizeOutOfRange(option: "--count", value: number, allowed: allowed)
    }
    return part == .training
      ? DatasetRequest(name, training: number, test: 1, seed: seed)
      : DatasetRequest(name, training: 1, test: number, seed: seed)
  }
}
