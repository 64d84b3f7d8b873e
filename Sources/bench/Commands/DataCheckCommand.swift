import Datasets

/// `bench data check`
enum DataCheckCommand: Command {
  static let name = "data check"
  static let summary = "Read data sets whole and prove their contents"
  static let discussion = """
    Every copy on the search path is read: structure, counts, labels, and the SHA-256 of the contents. \
    Of CIFAR and of folders the digest is shown, but there is none to compare it with. Without a name, all sets of the catalogue are checked.
    """
  static let operands = [Operand.any("NAME", "a data set's name, or a folder's path with a /")]
  static let options: [any OptionDeclaration] = [DataOptions.data]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let names = arguments.operands.isEmpty ? Catalogue.names : arguments.operands
    for name in names { try DatasetRequest(name).validate() }
    let checks = DataOptions.library(arguments, context).check(names)
    var code = ExitCode.done
    for check in checks {
      switch check.result {
      case .success(let file):
        let word = check.isPinned ? "right" : "well-formed, content not pinned"
        context.console.print("\(check.dataset): \(check.path): \(word), SHA-256 \(file.digest)")
      case .failure(let error):
        context.console.error("\(error)")
        if code == .done { code = ExitCode(of: error) }
      }
    }
    for name in names where !checks.contains(where: { $0.dataset == name }) {
      let remedy = Catalogue.remedy(name).map { "; \($0)" } ?? ""
      if arguments.operands.isEmpty {
        context.console.note("\(name): not found\(remedy)")
      } else {
        context.console.error("\(name): not found\(remedy)")
        if code == .done { code = .noInput }
      }
    }
    return code
  }
}
