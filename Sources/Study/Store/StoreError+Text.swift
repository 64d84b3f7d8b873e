import Datasets

extension StoreError: CustomStringConvertible {
  /// One line: the value, the place, the rule and the remedy.
  public var description: String {
    switch self {
    case .inputOutput(let action, let path, let reason):
      "\(path): cannot \(action): \(reason); "
        + "give --store a folder that can be read and written, with space left"
    case .conflict(let identifier, let kept, let refused):
      "record \(identifier.short): a run gave \(refused), the store has \(kept), which is kept; "
        + "one specification has one result: raise the engine version, or use a fresh --store"
    case .attachmentName(let name):
      "attachment '\(name)': a name is 1 to 64 of the letters a to z and '-'; give it such a name"
    case .duplicateAttachment(let name):
      "attachment '\(name)' is given twice; names are unique in a record"
    case .attachmentsDiffer(let name, let problem):
      "attachment '\(name)': \(problem); give the bytes that the record was made with"
    case .noAttachment(let name, let identifier):
      "record \(identifier.short) has no attachment '\(name)'; run it again to get one"
    case .damagedAttachment(let name, let identifier, let reason):
      "attachment '\(name)' of record \(identifier.short): \(reason); "
        + "the record was moved aside, run it again"
    case .tooLarge(let bytes):
      "a record of \(bytes) bytes exceeds the \(Record.largestFile) that are read; put what is large "
        + "into an attachment"
    case .notFinite(let value):
      "\(value) cannot be written as JSON; leave an undefined number out, or write null"
    }
  }
}
