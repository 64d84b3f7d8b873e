public import Foundation

/// Files that others see whole or not at all, as the store's are, for files beside the store.
public enum WholeFile {
  /// Reads a file; a pipe or a device in its place is never read, nor waited for.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - limit: the most bytes that are read; a larger file is an error.
  /// - Returns: all bytes; nil if there is no file.
  /// - Throws: `StoreError.inputOutput`.
  public static func contents(
    of path: String, limit: Int = 1 << 30
  ) throws(StoreError) -> Data? {
    try FileIO.contents(of: path, limit: limit)
  }

  /// Replaces a file in one step; when this returns its bytes are on the disk.
  ///
  /// - Parameters:
  ///   - path: its name, in a folder that is there.
  ///   - data: its bytes.
  /// - Throws: `StoreError.inputOutput`, and leaves the old file.
  public static func replace(_ path: String, with data: Data) throws(StoreError) {
    try FileIO.replace(path, with: data)
  }

  /// Runs a body while no other process does the same with a folder.
  ///
  /// - Parameters:
  ///   - folder: one that is there; nothing is written into it.
  ///   - body: what to do.
  /// - Returns: what the body returns.
  /// - Throws: what the body throws; `StoreError.inputOutput` where another process holds the lock for
  ///   ten minutes.
  public static func locked<Result>(
    folder: String, _ body: () throws -> Result
  ) throws -> Result {
    try FileIO.locked(folder: folder, body)
  }

  /// Removes what killed processes left of files that they were replacing.
  ///
  /// - Parameter folder: where; it should be locked.
  /// - Throws: `StoreError.inputOutput` where the folder cannot be listed.
  public static func removeAbandoned(in folder: String) throws(StoreError) {
    try FileIO.removeAbandoned(in: folder, before: .distantFuture)
  }
}
