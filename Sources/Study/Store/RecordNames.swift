import Datasets

/// Which records a store has, by the names of their files.
///
/// A plan of a million runs against an almost empty store would otherwise be a million files that cannot be
/// opened: each of the 256 folders is listed once, when the first record of it is asked for. A record that
/// another process stores after that is taken for missing; whoever makes a run looks it up once more.
struct RecordNames {
  private let layout: StoreLayout
  private var folders: [Set<Digest>?] = Array(repeating: nil, count: 256)
  /// How many folders were listed.
  private(set) var listedFolders = 0

  init(_ store: RecordStore) {
    layout = store.layout
  }

  /// Whether there is a record's file, whole or damaged.
  mutating func contains(_ identifier: Digest) throws(StoreError) -> Bool {
    let place = Int(identifier.firstByte)
    if let names = folders[place] { return names.contains(identifier) }
    listedFolders += 1
    var names: Set<Digest> = []
    for name in try FileIO.names(in: layout.folder(of: identifier)) {
      if let found = StoreLayout.identifier(ofRecordNamed: name) { names.insert(found) }
    }
    folders[place] = names
    return names.contains(identifier)
  }
}
