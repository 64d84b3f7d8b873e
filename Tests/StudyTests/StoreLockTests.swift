import Datasets
import Foundation
import Testing

@testable import Study

@Suite("Locks of a store")
struct StoreLockTests {
  let folder: StoreTestFolder

  init() throws {
    folder = try StoreTestFolder()
  }

  private var path: String { folder.url.appendingPathComponent(".lock").path }

  private func reach() { Issue.record("nobody may get here") }

  /// A lock as another process holds it.
  private func hold(_ path: String) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT, 0o644)
    #expect(flock(descriptor, LOCK_EX) == 0)
    return descriptor
  }

  @Test("One that is held for longer than is waited is an error that says so, and not a hang")
  func held() throws {
    let holder = hold(path)
    defer { close(holder) }
    let error = #expect(throws: StoreError.self) {
      try FileIO.locked(by: path, patience: 0.02) { () throws(StoreError) in
        Issue.record("nobody may get here")
      }
    }
    #expect(
      error.map { "\($0)".contains("another process has held it for 0 s; let it go on, or end it") }
        == true)
  }

  @Test("It is had as soon as its holder lets it go or dies")
  func released() throws {
    let holder = hold(path)
    let release = Thread { [holder] in
      usleep(30_000)
      close(holder)
    }
    release.start()
    var isRun = false
    try FileIO.locked(by: path) { () throws(StoreError) in isRun = true }
    #expect(isRun)
  }

  @Test("A folder is locked without a file in it")
  func ofFolder() throws {
    let url = folder.url.appendingPathComponent("report")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    _ = try FileIO.locked(folder: url.path) {
      #expect(throws: StoreError.self) {
        try FileIO.locked(folder: url.path, patience: 0.02) { reach() }
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: url.path).isEmpty)
  }

  @Test("A pipe in the place of the lock is not waited for")
  func pipe() throws {
    #expect(mkfifo(path, 0o644) == 0)
    var isRun = false
    try FileIO.locked(by: path) { () throws(StoreError) in isRun = true }
    #expect(isRun)
  }
}
