import Datasets
import Foundation
import Images
import Network
import Pretext
import Reporting
import Study

/// `bench show pretext`
enum ShowPretextCommand: Command {
  static let name = "show pretext"
  static let summary = "Show examples of a pretext task: what a network sees and is asked"
  static let discussion = """
    Draws the first images as the task gives them to a network that is tested, with the class \
    or the image that is asked for.

    With a PROTOCOL they are those of its pretext, and if the store has a network that was pretrained \
    on it with this seed, what that answers is shown, too. Without one they are of a built-in set.
    """
  static let operands = [
    Operand.one("TASK", "a pretext task, as 'bench show' lists them, or a pretext of PROTOCOL"),
    Operand.optional("PROTOCOL", "a protocol's name or file"),
  ]
  static let options: [any OptionDeclaration] = [
    count, PretextOptions.set, dataset, seed, out, force, DataOptions.data, RunOptions.store,
  ]

  static let count = Option(
    "count", "N", .integer(from: 1, example: 8), help: "how many images", fallback: "4")
  static let dataset = Option(
    "dataset", "NAME", .text, help: "a data set's name, or a folder's path with a /",
    fallback: "the protocol's; else the first built-in set that the task fits")
  static let seed = Option(
    "seed", "N", .integer(from: 0, example: 1), help: "of what the task draws at random",
    fallback: "the protocol's first; else 1")
  static let out = Option(
    "out", "FILE.png", .path, help: "write a PNG file, drawn by gnuplot, instead of characters")
  static let force = Flag("force", help: "replace the file if there is one")

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let path = arguments[out]
    if let path { try NewFile(path).check(force: arguments[force]) }
    let gnuplot = try path.map { _ in try findGnuplot(context) }
    let exhibit = try PretextExhibit(arguments, context)
    let console = context.console
    console.print(exhibit.title)
    if let note = exhibit.note { console.note(note) }
    if let path, let gnuplot {
      try NewFile(path).write(try exhibit.sheet.png(gnuplot), force: arguments[force])
      console.note("sheet written: \(path)")
    } else {
      let terminal = console.outTerminal
      let lines = exhibit.sheet.lines(width: terminal.width, colour: terminal.hasColor)
      console.printPicture("\n" + lines.joined(separator: "\n"))
    }
    return .done
  }

  private static func findGnuplot(_ context: Context) throws -> Gnuplot {
    do {
      return try Gnuplot(environment: context.environment)
    } catch ReportError.noGnuplot {
      throw PretextExhibitError.noGnuplot
    }
  }
}
