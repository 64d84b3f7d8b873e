import Foundation
import Study

/// `bench merge`
enum MergeCommand: Command {
  static let name = "merge"
  static let summary = "Copy the records of other stores into one, each proven before"
  static let discussion = """
    For machines that share no disk: 'bench sweep --shard 3/16' on each, then their stores are merged, and \
    'bench report' writes what one machine alone would have written, byte for byte.

    Records that are there already are left alone. A torn or edited record of another store is named and not \
    copied; nothing of another store is ever changed. Two records of one specification with different results \
    are a conflict: the one that is here is kept, and both are named. Ends with 1 where there were any of \
    these. Interrupted, the same command goes on where it ended.
    """
  static let operands = [
    Operand.one("STORE", "a store to copy from"), Operand.any("STORE", "more of them"),
  ]
  static let options: [any OptionDeclaration] = [RunOptions.store]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let console = context.console
    // All are looked at before anything is copied.
    let folder = RunOptions.storeFolder(arguments)
    let sources = try arguments.operands.map { path in
      try MergeSource(URL(fileURLWithPath: path, isDirectory: true), into: folder)
    }
    let merge = StoreMerge(into: try RecordStore(directory: folder))
    var summary = StoreMerge.Summary()
    for source in sources {
      console.note("merging \(source.directory.relativePath)")
      try merge.merge(source, &summary) { event in console.error(text(event), prefix: "") }
    }
    console.print(text(summary, sources: sources.count))
    return summary.isComplete ? .done : .failed
  }

  private static func text(_ event: StoreMerge.Event) -> String {
    switch event {
    case .damaged(let path, let reason):
      "damaged: \(path): \(reason); it is not copied and stays where it is: run it again there, or here"
    case .mended(let path, let reason):
      "mended: \(path): \(reason); it is set aside, and the other store's copied"
    case .conflict(let conflict): "\(conflict)"
    }
  }

  private static func text(_ summary: StoreMerge.Summary, sources: Int) -> String {
    """
    \(sources) \(sources == 1 ? "store" : "stores"): \(summary.copied) records copied, \
    \(summary.identical) were here before, \(summary.damaged) damaged, \(summary.conflicts) in conflict
    """
  }
}

extension MergeError: ExitCoded {
  var exitCode: ExitCode {
    switch self {
    case .noStore: .noInput
    case .sameStore, .nested: .usage
    case .symbolicLink: .badData
    }
  }
}
