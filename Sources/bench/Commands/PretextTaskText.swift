import Pretext
import Statistics

/// What can be said of the pretext tasks before any image is seen.
enum PretextTaskText {
  /// All tasks with their options.
  static func text(_ registry: PretextRegistry) -> String {
    registry.tasks.map(text).joined(separator: "\n\n")
  }

  private static func text(_ task: any PretextTask.Type) -> String {
    let options =
      task.options.isEmpty
      ? ["no options"] : task.options.flatMap { [line($0), "  \($0.meaning)"] }
    return (["\(task.name): \(task.summary)"] + options.map { "  \($0)" }).joined(separator: "\n")
  }

  static func line(_ option: PretextOption) -> String {
    "\(option.name): \(values(option.kind)) (default: \(text(option.fallback)))"
  }

  /// What an option of a kind may be.
  static func values(_ kind: PretextOption.Kind) -> String {
    switch kind {
    case .flag: "true or false"
    case .wholeNumber(let range, _): "a whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range, _):
      "a number, \(Significant.text(range.lowerBound)) to \(Significant.text(range.upperBound))"
    case .choice(let words, _): "one of \(words.joined(separator: ", "))"
    }
  }

  static func text(_ value: PretextValue) -> String {
    switch value {
    case .flag(let value): "\(value)"
    case .wholeNumber(let value): "\(value)"
    case .number(let value): Significant.text(value)
    case .choice(let value): value
    }
  }
}
