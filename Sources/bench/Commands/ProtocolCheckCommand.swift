import Study

/// `bench protocol check`
enum ProtocolCheckCommand: Command {
  static let name = "protocol check"
  static let summary = "Check protocols and say all that is wrong"
  static let discussion = "Without a name, every protocol that can be named is checked."
  static let operands = [Operand.any("PROTOCOL", "a protocol's name or file")]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let library = context.library
    let names = arguments.operands.isEmpty ? library.list().map(\.name) : arguments.operands
    var code = ExitCode.done
    for name in names {
      do {
        let loaded = try library.load(name)
        context.console.print("\(loaded.path): valid")
      } catch {
        context.console.error("\(error)")
        if code == .done { code = ExitCode(of: error) }
      }
    }
    return code
  }
}
