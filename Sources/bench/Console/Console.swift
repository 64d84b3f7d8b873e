import Foundation
import Study

/// Standard output for results, standard error for everything else.
struct Console: Sendable {
  let out: any TextSink
  let err: any TextSink
  /// What is behind standard output.
  var outTerminal: Terminal
  /// What is behind standard error.
  var errTerminal: Terminal
  /// Whether notes and progress are left out.
  var isQuiet = false

  init(
    out: any TextSink, err: any TextSink, outTerminal: Terminal = .none,
    errTerminal: Terminal = .none
  ) {
    self.out = out
    self.err = err
    self.outTerminal = outTerminal
    self.errTerminal = errTerminal
  }

  /// The process's own.
  init(environment: [String: String]) {
    self.init(
      out: DescriptorSink(STDOUT_FILENO), err: DescriptorSink(STDERR_FILENO),
      outTerminal: Terminal(descriptor: STDOUT_FILENO, environment: environment),
      errTerminal: Terminal(descriptor: STDERR_FILENO, environment: environment))
  }

  /// Prints a line of the result, or several. To a terminal no text of a file gets through that could
  /// command it; a file or another program gets every character.
  func print(_ text: String) {
    out.write((outTerminal.isTerminal ? VisibleText.lines(of: text) : text) + "\n")
  }

  /// Prints lines with commands to the terminal of this program's own making, such as colours.
  func printPicture(_ text: String) {
    out.write(text + "\n")
  }

  /// Prints a message, unless the console is quiet.
  func note(_ text: String) {
    if !isQuiet { err.write(VisibleText.lines(of: text) + "\n") }
  }

  /// Prints an error, each of its lines with the program's name in front.
  func error(_ text: String, prefix: String = "bench: ") {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    err.write(lines.map { "\(prefix)\(VisibleText.of(String($0)))\n" }.joined())
  }
}
