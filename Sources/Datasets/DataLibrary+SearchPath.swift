public import Foundation

extension DataLibrary {
  /// The folders that the operating system's packages use.
  public static let systemFolders = ["/usr/share/datasets", "/usr/local/share/bench"]

  /// The folder that `bench data fetch` writes to where no other is named.
  ///
  /// - Parameter environment: the process's environment.
  /// - Returns: `$XDG_DATA_HOME/bench`, by default `~/.local/share/bench`. A relative
  ///   `XDG_DATA_HOME` is ignored, as the XDG base directory specification asks.
  public static func userFolder(environment: [String: String]) -> URL {
    if let base = environment["XDG_DATA_HOME"], base.hasPrefix("/") {
      return folder(base).appendingPathComponent("bench")
    }
    let home = environment["HOME"].map(folder) ?? FileManager.default.homeDirectoryForCurrentUser
    return home.appendingPathComponent(".local/share/bench")
  }

  /// The folders to look in: `--data`, `$BENCH_DATA`, the user's, the system's.
  ///
  /// - Parameters:
  ///   - dataOption: the value of `--data`, if given; it comes first and hides nothing.
  ///   - environment: the process's environment; an empty `BENCH_DATA` counts as not set.
  /// - Returns: the folders, first to last, each once.
  public static func searchPath(
    dataOption: String?, environment: [String: String]
  ) -> [URL] {
    let chosen = [dataOption, environment["BENCH_DATA"]].compactMap { $0 }.filter { !$0.isEmpty }
    let folders =
      chosen.map(folder) + [userFolder(environment: environment)] + systemFolders.map(folder)
    return folders.reduce(into: [URL]()) { path, url in
      if !path.contains(where: { $0.path == url.path }) { path.append(url) }
    }
  }

  /// Where `bench data fetch` writes: `--data`, else `$BENCH_DATA`, else the user's folder.
  ///
  /// - Parameters:
  ///   - dataOption: the value of `--data`, if given.
  ///   - environment: the process's environment.
  /// - Returns: the folder that gets a subfolder for each set.
  public static func fetchFolder(dataOption: String?, environment: [String: String]) -> URL {
    searchPath(dataOption: dataOption, environment: environment).first
      ?? userFolder(environment: environment)
  }

  private static func folder(_ path: String) -> URL {
    URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
  }
}
