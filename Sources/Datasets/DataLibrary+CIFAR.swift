import Foundation

extension CIFAR {
  /// What it is, in a few words. No digest of the content is known here, and the title says so.
  var title: String {
    "photographs, 50,000 + 10,000 colour images of 32 × 32 in \(classCount) classes; "
      + "structure is checked, content is not pinned"
  }

  /// What to do where the set is not found.
  var remedy: String {
    "get the binary version (\(archiveFolder == "cifar-100-binary" ? "cifar-100" : "cifar-10")"
      + "-binary.tar.gz) and unpack it in a folder of the search path: bench data list --help"
  }
}

extension DataLibrary {
  /// Where the files of a set may be: a folder of its name, of the archive's, or the folder itself.
  func places(_ layout: CIFAR) -> [CIFARFolder] {
    searchPath.flatMap { url in
      [
        url.appendingPathComponent(layout.rawValue),
        url.appendingPathComponent(layout.archiveFolder), url,
      ].map { CIFARFolder(url: $0, layout: layout) }
    }
  }

  /// Finds and reads a set: the first folder that has any of its files must have all.
  func load(_ layout: CIFAR) throws(DatasetError) -> Dataset {
    guard let folder = places(layout).first(where: { !$0.isEmpty }) else {
      throw .notFound(
        name: layout.rawValue,
        places: searchPath.map { $0.appendingPathComponent(layout.rawValue).path },
        remedy: layout.remedy)
    }
    return try folder.load()
  }

  /// Whether and where a set is.
  func status(_ layout: CIFAR) -> DatasetStatus {
    let folder = places(layout).first { !$0.isEmpty }
    let state: DatasetStatus.State =
      switch folder {
      case nil: .absent(remedy: layout.remedy)
      case let folder? where folder.missing.isEmpty: .found(folder: folder.url.path)
      case let folder?: .incomplete(folder: folder.url.path, missing: folder.missing)
      }
    return DatasetStatus(name: layout.rawValue, title: layout.title, state: state)
  }

  /// Reads every file of a set in every folder that has any: structure, counts and labels.
  func check(_ layout: CIFAR) -> [FileCheck] {
    places(layout).filter { !$0.isEmpty }.flatMap { folder in
      folder.fileNames.map { name in
        let count =
          name == layout.testFile ? layout.testFileCount : layout.trainingFileCount
        return FileCheck(
          dataset: layout.rawValue, path: folder.url.appendingPathComponent(name).path,
          result: Result { () throws(DatasetError) in try folder.read(name, count: count).file },
          isPinned: false)
      }
    }
  }
}
